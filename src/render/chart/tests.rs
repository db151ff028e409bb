//! What is drawn of charts: where shapes lie, and which words stand beside them.

use super::axis::{Axis, short};
use super::*;
use crate::render::sample;
use crate::{said, word};

fn drawn(chart: &Chart, lang: Lang) -> String {
    svg(chart, lang, 1).into_string()
}

fn values(form: Form, values: &[i64]) -> Chart {
    let marks: Vec<_> = values.iter().map(|value| (said!("x", "x"), [Some(*value)])).collect();
    let marks: Vec<_> = marks
        .iter()
        .map(|(label, values)| (label.clone(), values.as_slice()))
        .collect();
    sample::chart(form, Unit::Number, &[word!("n", "数")], &marks)
}

#[test]
fn every_form_of_chart() {
    let all: Vec<String> = sample::charts()
        .iter()
        .map(|chart| drawn(chart, Lang::Zh).replace("><", ">\n<"))
        .collect();
    insta::assert_snapshot!("charts_zh", all.join("\n\n"));
}

#[test]
fn a_chart_says_in_words_what_it_shows() {
    for chart in sample::charts() {
        let out = drawn(&chart, Lang::En);
        assert!(
            out.contains("role=\"img\" aria-labelledby=\"chart1-title chart1-desc\""),
            "{out}"
        );
        assert!(
            out.contains("<title id=\"chart1-title\">") && out.contains("<desc id=\"chart1-desc\">Four commitments"),
            "{out}"
        );
        assert!(
            !out.contains("viewBox") && !out.contains("font-size"),
            "text never shrinks with the picture"
        );
    }
}

#[test]
fn axes_end_on_round_values() {
    let ticks = |values: &[i64]| {
        let axis = Axis::of(&self::values(Form::Bars, values));
        axis.ticks
            .iter()
            .map(|tick| show::plain(*tick))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(ticks(&[63, 94, 118]), "0 50 100 150");
    assert_eq!(ticks(&[3, -2]), "-2 0 2 4");
    assert_eq!(ticks(&[]), "0 1");
    assert_eq!(ticks(&[0]), "0 1");
    assert_eq!(ticks(&[i64::MAX]), "0 5000000000000000000 10000000000000000000");
    assert!(Axis::of(&self::values(Form::Bars, &[i64::MIN, i64::MAX])).ticks.len() < 8);
}

#[test]
fn long_values_are_shortened_in_the_readers_way() {
    let of = |value: i64, lang| short(Decimal::from(value), &Unit::Number, lang);
    assert_eq!(of(1_250_000, Lang::En), "1.25M");
    assert_eq!(of(1_250_000, Lang::Zh), "125万");
    assert_eq!(of(300_000_000, Lang::Zh), "3亿");
    assert_eq!(of(-50_000, Lang::En), "-50k");
    assert_eq!(of(2_500, Lang::En), "2500");
    assert_eq!(short(Decimal::from(50), &Unit::Percent, Lang::Zh), "50%");
}

#[test]
fn labels_are_cut_by_their_width() {
    assert_eq!(cut("海川重工集团", 12), "海川重工集团");
    assert_eq!(cut("海川重工集团", 8), "海川重…");
    assert_eq!(cut("Acme\u{202e}", 12), "Acme�");
}

#[test]
fn extreme_values_are_drawn() {
    for form in [Form::Bars, Form::Columns, Form::Lines] {
        let mut chart = values(form, &[0, 1, -1]);
        chart.marks[0].values = vec![Some(Decimal::MAX)];
        chart.marks[1].values = vec![Some(Decimal::MIN)];
        let out = drawn(&chart, Lang::En);
        assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
        chart.marks.clear();
        assert!(drawn(&chart, Lang::En).starts_with("<svg"));
    }
}
