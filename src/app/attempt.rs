//! The attempt that is being played: the simulator at work and what it has told so far.

use super::hand::Hand;
use super::launch::{Door, Screen};
use super::monitor::Monitor;
use super::simulator::{Ending, Simulator};
use super::watch::Watch;
use crate::sim::session::{Case, Event, View};
use bevy::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// The present attempt.
#[derive(Resource)]
pub struct Attempt {
    pub case: Arc<Case>,
    pub simulator: Simulator,
    pub view: Arc<View>,
    /// Everything that happened, with the procedure clock in seconds.
    pub log: Vec<(f64, Event)>,
    /// Simulated over real time.
    pub pace: f64,
    pub ending: Option<Arc<Ending>>,
    pub record: Option<Result<String, String>>,
    pub failure: Option<String>,
    /// The access at which the attempt begins, of which the scenario's first is 0.
    pub begins_at: usize,
    /// How many of the scenario's hints have been asked for.
    pub hints_taken: usize,
}

impl Attempt {
    /// A fresh attempt at `case`, paused.
    pub fn new(case: Arc<Case>, door: &Door) -> Self {
        let simulator =
            Simulator::start(case.clone(), door.open_record.clone(), door.threads.clone());
        let view = simulator.take().view;
        Self {
            case,
            simulator,
            view,
            log: Vec::new(),
            pace: 1.0,
            ending: None,
            record: None,
            failure: None,
            begins_at: 0,
            hints_taken: 0,
        }
    }

    /// Lets the attempt begin at `access`.
    pub fn begin_at(&mut self, access: usize) {
        self.begins_at = access;
        self.simulator.go_to(access as u8);
    }

    /// The case as it is seen from the access at hand.
    pub fn at_hand(&self) -> &Case {
        self.case.from_access(self.view.at_hand)
    }

    /// Whether a sheath is at `access`.
    pub fn has_sheath(&self, access: usize) -> bool {
        let view = &self.view;
        view.at_hand == access || view.elsewhere.iter().any(|it| it.access == access)
    }

    /// The hints that the case allows.
    pub fn hints(&self) -> &[String] {
        let scenario = &self.case.scenario;
        if scenario.aids.hints { &scenario.hints } else { &[] }
    }

    fn refresh(&mut self) {
        let news = self.simulator.take();
        self.view = news.view;
        self.log.extend(news.events);
        self.pace = news.pace;
        self.ending = news.ending;
        self.record = news.record;
        self.failure = news.failure;
    }
}

/// What lies over the procedure screen; while something does, the simulation stands still.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    #[default]
    None,
    /// What the fellow reads before starting.
    Briefing,
    Paused,
    Help,
    /// A hint that was asked for.
    Hint,
    /// Where another sheath may be put in.
    Accesses,
    ConfirmRestart,
    Leave,
    /// The simulation stopped unasked.
    Failed,
}

/// Asks to open a case and play it.
#[derive(Message)]
pub struct PlayCase(pub PathBuf);

/// Asks for a fresh attempt at the same case.
#[derive(Message)]
pub struct PlayAgain;

/// Something that the home screen has to say, such as why a case could not be opened.
#[derive(Resource, Default)]
pub struct Notice(pub Option<String>);

/// Opens cases, starts attempts and keeps the present one up to date.
pub fn plugin(app: &mut App) {
    app.init_resource::<Overlay>()
        .init_resource::<Notice>()
        .add_message::<PlayCase>()
        .add_message::<PlayAgain>()
        .add_systems(Update, (open_case, play_again, refresh).chain())
        .add_systems(OnEnter(Screen::Home), forget);
}

fn open_case(
    mut asked: MessageReader<PlayCase>,
    door: Res<Door>,
    mut commands: Commands,
    (mut notice, mut monitor): (ResMut<Notice>, ResMut<Monitor>),
    mut next: ResMut<NextState<Screen>>,
) {
    let Some(PlayCase(source)) = asked.read().last() else { return };
    match (door.load)(source) {
        Ok(case) => {
            notice.0 = None;
            monitor.reset();
            begin(&mut commands, Attempt::new(case, &door), Overlay::Briefing);
            next.set(Screen::Procedure);
        }
        Err(reason) => notice.0 = Some(reason),
    }
}

fn play_again(
    mut asked: MessageReader<PlayAgain>,
    attempt: Option<Res<Attempt>>,
    door: Res<Door>,
    (mut monitor, watch): (ResMut<Monitor>, Option<ResMut<Watch>>),
    mut play: MessageWriter<PlayCase>,
    mut commands: Commands,
    mut next: ResMut<NextState<Screen>>,
) {
    if asked.read().last().is_none() {
        return;
    }
    if let Some(changed) = watch.and_then(|mut watch| watch.take_waiting()) {
        play.write(PlayCase(changed));
    } else if let Some(attempt) = attempt {
        monitor.reset();
        let mut new = Attempt::new(attempt.case.clone(), &door);
        new.begin_at(attempt.begins_at);
        begin(&mut commands, new, Overlay::None);
        next.set(Screen::Procedure);
    }
}

fn begin(commands: &mut Commands, attempt: Attempt, overlay: Overlay) {
    commands.insert_resource(attempt);
    commands.insert_resource(overlay);
    commands.insert_resource(Hand::default());
}

fn refresh(attempt: Option<ResMut<Attempt>>, overlay: Res<Overlay>, screen: Res<State<Screen>>) {
    let Some(mut attempt) = attempt else { return };
    let playing = *screen.get() == Screen::Procedure && *overlay == Overlay::None;
    attempt.simulator.pause(!playing);
    attempt.refresh();
}

fn forget(mut commands: Commands) {
    commands.remove_resource::<Attempt>();
}
