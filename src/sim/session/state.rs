//! Skeleton: kinematic stand-in until the rod lands.
use super::{Case, Controls, Event, EventKind, Outcome, View};
use crate::sim::units::TICK;
use std::sync::Arc;

/// What only the simulator knows.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    pub true_lumen_share: f64,
    pub intramural_share: f64,
    pub extravascular_share: f64,
    pub perforations: u32,
    pub peak_wall_force_n: f64,
    pub crossed: bool,
}

pub struct Session {
    case: Arc<Case>,
    tick: u64,
    fed: f64,
    support: f64,
    wire: usize,
    exchange_s: f64,
}

impl Session {
    pub fn new(case: Arc<Case>) -> Self {
        Self { case, tick: 0, fed: 20.0, support: 0.0, wire: 0, exchange_s: 0.0 }
    }
    pub fn case(&self) -> &Arc<Case> {
        &self.case
    }
    pub fn step(&mut self, controls: &Controls) -> Vec<Event> {
        let mut events = vec![];
        if self.outcome().is_some() {
            return events;
        }
        self.tick += 1;
        self.fed = (self.fed + f64::from(controls.feed_mm_s) * TICK).max(5.0);
        self.support =
            (self.support + f64::from(controls.support_mm_s) * TICK).clamp(0.0, self.fed);
        if let Some(wire) = controls.exchange {
            self.wire = wire as usize;
            self.exchange_s += 120.0;
            events.push(Event {
                tick: self.tick,
                kind: EventKind::WireExchanged(self.case.wires[self.wire].title.clone()),
            });
        }
        events
    }
    fn outcome(&self) -> Option<Outcome> {
        (self.case.sheath_s + self.fed > self.case.target_s).then_some(Outcome::Crossed)
    }
    pub fn view(&self) -> View {
        let line = |to: f64| {
            let n = (to / 2.0) as usize + 1;
            (0..=n)
                .map(|i| {
                    self.case.route.at(self.case.sheath_s + to * (1.0 - i as f64 / n as f64)).centre
                })
                .collect::<Vec<_>>()
        };
        View {
            tick: self.tick,
            manipulation_s: self.tick as f64 * TICK,
            procedure_s: self.tick as f64 * TICK * 4.0 + self.exchange_s,
            wire: line(self.fed),
            wire_index: self.wire,
            wire_diameter_mm: 0.889,
            wire_inserted_mm: self.fed,
            support: if self.support > 0.0 { line(self.support) } else { vec![] },
            support_inserted_mm: self.support,
            hub_force_n: 0.4,
            hub_torque_n_mm: 0.1,
            grip_n: 3.0,
            webs: vec![],
            outcome: self.outcome(),
        }
    }
    pub fn truth(&self) -> Truth {
        Truth {
            true_lumen_share: 0.7,
            intramural_share: 0.2,
            peak_wall_force_n: 1.2,
            crossed: self.outcome().is_some(),
            ..Truth::default()
        }
    }
}
