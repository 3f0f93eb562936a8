//! What the fellow is told about a generated patient. Nothing of the wisp is in it.

use super::Difficulty;
use super::disease::Disease;
use super::draws::{chance, one_of};
use super::measure::Side;
use crate::sim::random::Xoshiro256PlusPlus;
use crate::sim::scenario::Lesion;
use rand::RngExt;

/// Title and briefing.
pub(super) fn told(
    disease: &Disease,
    difficulty: Difficulty,
    seed: u64,
    random: &mut Xoshiro256PlusPlus,
) -> (String, String) {
    let Disease { ill, age, across, lesions, .. } = disease;
    let side = ill.word();
    let cava = lesions.iter().any(|lesion| lesion.to.branch == "ivc");
    let veins = if cava { "iliocaval" } else { "iliac" };
    let title = format!(
        "{} {veins} occlusion, {} ({}, seed {seed})",
        capital(side),
        years(*age, " old"),
        difficulty.word()
    );
    let person = random.random_range(24..72_u32).max(18 + age);
    let sex = one_of(random, &["woman", "man"]);
    let cause = cause(sex, person - age, *ill, random);
    let complaint = match difficulty {
        Difficulty::Easy => one_of(
            random,
            &[
                "heaviness and swelling of the leg by the evening",
                "pain in the leg when walking fast",
            ],
        ),
        Difficulty::Typical => one_of(
            random,
            &[
                "daily swelling to the thigh and pain after ten minutes' walk",
                "a brown, hardened lower leg and swelling to the groin",
            ],
        ),
        Difficulty::Hard | Difficulty::Extreme => one_of(
            random,
            &[
                "an ulcer above the ankle that has been open for two years",
                "bursting pain on walking and an ulcer that comes back each winter",
            ],
        ),
    };
    let before = match difficulty {
        Difficulty::Easy | Difficulty::Typical => "",
        _ if chance(random, 0.5) => " One attempt elsewhere was given up.",
        _ => "",
    };
    let (from, to) = (&disease.access.branch, &disease.target.branch);
    let way = if *across {
        format!(
            "The veins below the {side} groin cannot be punctured: come over the confluence from \
             the {} and cross down into the {side} common femoral vein.",
            vein(from)
        )
    } else {
        let above = if cava { " above it" } else { "" };
        format!("Cross from the {} into the {}{above}.", vein(from), vein(to))
    };
    let briefing = format!(
        "A {sex} of {person} with {complaint}, {} after a thrombosis of the {side} leg{cause}.{before} {} {way}",
        years(*age, ""),
        findings(lesions, *across),
    );
    (title, briefing)
}

fn cause(sex: &str, then: u32, ill: Side, random: &mut Xoshiro256PlusPlus) -> &'static str {
    let mut causes = vec![" that followed a flight", " that followed a fracture"];
    if ill == Side::Left {
        causes.push(" without a known cause");
    }
    if sex == "woman" && (18..42).contains(&then) {
        causes.push(" in childbed");
    }
    one_of(random, &causes)
}

/// What CT shows.
fn findings(lesions: &[Lesion], across: bool) -> String {
    let (first, last) = (&lesions[0], &lesions[lesions.len() - 1]);
    // Told from below either way.
    let ends = (&first.from.branch, &last.to.branch);
    let (low, high) = if across { (ends.1, ends.0) } else { ends };
    let cord = first.cord_diameter_mm;
    if low == high {
        return format!("CT shows a cord of {cord} mm in the {}.", vein(low));
    }
    format!("CT shows a cord of {cord} mm from the {} to the {}.", vein(low), vein(high))
}

fn vein(branch: &str) -> String {
    match branch {
        "ivc" => "inferior vena cava".into(),
        _ => format!("{} vein", branch.replace('-', " ")),
    }
}

/// An age in words.
pub(super) fn years(age: u32, ending: &str) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let number = WORDS.get(age as usize).map_or(age.to_string(), |word| (*word).into());
    format!("{number} {}{ending}", if age == 1 { "year" } else { "years" })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// What the case teaches, a line each.
pub(super) fn lessons(
    disease: &Disease,
    difficulty: Difficulty,
    branches_tempt: bool,
) -> Vec<String> {
    let mut lines = vec![
        "Sweep the stump with an angled tip: spin it one way, then the other, and pulse.",
        "A floppy wire needs support about a centimetre behind its tip.",
    ];
    if branches_tempt {
        lines.push(
            "A wire that runs free before it should lies in a way around: look from the side.",
        );
    }
    if matches!(difficulty, Difficulty::Hard | Difficulty::Extreme) {
        lines.push("Where nothing leads on, support and a straight push decide.");
    }
    if disease.across {
        lines.push("Over a sharp confluence the push is lost: bring support across first.");
    }
    lines.push("Resistance that falls suddenly may be fat, not lumen.");
    lines.into_iter().map(String::from).collect()
}

/// Help, from gentle to plain.
pub(super) fn hints(difficulty: Difficulty) -> Vec<String> {
    let lines: &[&str] = match difficulty {
        Difficulty::Easy => &[
            "The mouth of the channel is not always in the middle of the stump.",
            "Catheter to a centimetre behind the tip, spin, short pulses.",
        ],
        Difficulty::Typical => &["Catheter to a centimetre behind the tip, spin, short pulses."],
        Difficulty::Hard | Difficulty::Extreme => &[],
    };
    lines.iter().map(|line| (*line).into()).collect()
}
