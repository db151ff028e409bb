//! Which rows keep what is behind them, in whatever order they are put.

use super::*;

fn kept(places: &[i32], most: usize) -> (Vec<i32>, usize) {
    let ask = Ask {
        traced: Traced::First(most),
        ..Ask::default()
    };
    let (mut rows, mut worked_out): (Rows<i32>, usize) = (Rows::of(&ask), 0);
    for place in places {
        rows.push(*place, Vec::new(), || {
            worked_out += 1;
            Trail::of(&ask)
        });
    }
    let mut kept: Vec<i32> = rows
        .rows
        .iter()
        .filter(|(_, _, trail)| trail.is_some())
        .map(|(place, _, _)| *place)
        .collect();
    kept.sort_unstable();
    (kept, worked_out)
}

#[test]
fn the_first_rows_keep_what_is_behind_them_however_they_are_put() {
    assert_eq!(kept(&[3, 1, 2, 5, 4], 2), (vec![1, 2], 3));
    assert_eq!(kept(&[5, 4, 3, 2, 1], 2), (vec![1, 2], 5));
    assert_eq!(kept(&[1, 2, 3, 4, 5], 2), (vec![1, 2], 2));
    assert_eq!(kept(&[1, 1, 1, 0], 2), (vec![0, 1], 3));
    assert_eq!(kept(&[1, 2], 5), (vec![1, 2], 2));
    assert_eq!(kept(&[1, 2], 0), (Vec::new(), 0));
}
