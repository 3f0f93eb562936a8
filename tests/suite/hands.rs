//! Hands for the tests: a session of the shipped case, driven through `Session::step` alone.

use std::sync::Arc;
use wispwire::sim::pilot::{Kind, Pilot};
use wispwire::sim::scenario::{Lesion, Place, SHIPPED};
use wispwire::sim::session::{Case, CaseError, Controls, EventKind, Session, View};
use wispwire::sim::text::Source;
use wispwire::sim::tissue::Zone;
use wispwire::sim::units::{TICKS_PER_SECOND, TURN};

/// The shipped case.
pub fn shipped_case() -> Arc<Case> {
    case_of(SHIPPED[0].1)
}

/// The case that a scenario text describes.
pub fn case_of(text: &str) -> Arc<Case> {
    Arc::new(Case::read(&Source::new("test.ron", text)).unwrap())
}

/// A stretch of a vein: from where to where, as a branch and mm from its beginning.
pub type Stretch = [(&'static str, f64); 2];

/// The shipped lesion in two, with 25 mm of patent vein between.
pub const IN_TWO: [Stretch; 2] = [
    [("left-external-iliac", 5.0), ("left-external-iliac", 60.0)],
    [("left-external-iliac", 85.0), ("left-common-iliac", 66.0)],
];

/// The shipped case with a lesion like its own on each of `stretches` instead, with its wisp or
/// without.
pub fn case_with(stretches: &[Stretch], wisp: bool) -> Result<Arc<Case>, CaseError> {
    let case = shipped_case();
    let place = |(branch, at_mm): (&str, f64)| Place { branch: branch.into(), at_mm };
    let own = case.scenario.lesions[0].clone();
    let lesion = |&[from, to]: &Stretch| {
        let wisp = own.wisp.clone().filter(|_| wisp);
        Lesion { from: place(from), to: place(to), wisp, ..own.clone() }
    };
    let mut scenario = case.scenario.clone();
    scenario.lesions = stretches.iter().map(lesion).collect();
    let mut ingredients = case.ingredients.clone();
    ingredients.parts.tissues = vec![ingredients.parts.tissues[0].clone(); stretches.len()];
    Case::build(scenario, ingredients).map(Arc::new)
}

/// A session and everything that it told.
pub struct Hands {
    pub session: Session,
    pub told: Vec<EventKind>,
}

impl Hands {
    pub fn new(case: &Arc<Case>) -> Self {
        Self { session: Session::new(case.clone()), told: Vec::new() }
    }

    /// A session that the expert has brought until `enough`.
    pub fn after_expert(case: &Arc<Case>, seed: u64, enough: impl Fn(&Session) -> bool) -> Self {
        let mut hands = Self::new(case);
        let mut pilot = Pilot::new(Kind::Expert, case, seed);
        while !enough(&hands.session) {
            let controls = pilot.drive(&hands.view()).expect("the expert gave up");
            hands.step(&controls);
            assert!(!hands.session.ended(), "the attempt ended first");
        }
        hands
    }

    pub fn view(&self) -> View {
        self.session.view()
    }

    pub fn step(&mut self, controls: &Controls) {
        self.told.extend(self.session.step(controls).into_iter().map(|event| event.kind));
    }

    /// Holds `controls` for `seconds`.
    pub fn hold(&mut self, controls: &Controls, seconds: f64) {
        for _ in 0..(seconds * f64::from(TICKS_PER_SECOND)).round() as usize {
            self.step(controls);
        }
    }

    /// Feeds or withdraws at `speed` mm/s until `inserted` mm of wire are beyond the sheath.
    pub fn feed_to(&mut self, inserted: f64, speed: f32) {
        let left = inserted - self.view().wire_inserted_mm;
        let controls = Controls { feed_mm_s: speed.copysign(left as f32), ..Controls::default() };
        self.hold(&controls, left.abs() / f64::from(speed));
    }

    /// Turns the hub by `turns` in one second, and lets the wire come to rest.
    pub fn roll(&mut self, turns: f64) {
        let spin = (turns * TURN) as f32;
        self.hold(&Controls { spin_rad_s: spin, torque_device: true, ..Controls::default() }, 1.0);
        self.hold(&Controls::default(), 0.5);
    }

    pub fn happened(&self, kind: &EventKind) -> bool {
        self.told.contains(kind)
    }

    /// Arc length of the tip on the route, mm.
    pub fn tip_s(&self) -> f64 {
        self.session.case().route.nearest_of_all(self.view().wire[0]).s
    }

    /// True if the tip is in the wisp, at least `deep` mm past the stump's floor.
    pub fn is_in_wisp(&self, deep: f64) -> bool {
        let from = self.session.case().lesion_s[0].0;
        let place = self.session.tip_in_lesion();
        place.is_some_and(|(s, zone)| zone == Zone::TrueLumen && s > from + deep)
    }

    /// Wire beyond the sheath that the tip's place does not account for, mm.
    pub fn slack(&self) -> f64 {
        self.view().wire_inserted_mm - self.tip_s()
    }

    /// Speed of the support that keeps its tip `gap` mm behind the wire's.
    pub fn support_at(&self, gap: f64) -> f32 {
        let view = self.view();
        let wish = view.wire_inserted_mm - view.support_inserted_mm - gap;
        (wish * 4.0).clamp(-20.0, 20.0) as f32
    }
}
