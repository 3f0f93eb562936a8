//! The simulator's thread: it alone owns the session and advances it in real time.
//!
//! The latest controls go in, the latest snapshot comes out, each through one cell under a lock
//! that is held for moments only. How often the screen is drawn changes nothing: a held control
//! lasts until it is replaced, and queued movements (a notch of the wheel, a drag) are spent tick
//! by tick. Where the machine cannot keep up, at most a dozen ticks are caught up at once; beyond
//! that the clock slows, and the snapshot says so.

use super::options::OpenRecord;
use crate::sim::score::{Report, score};
use crate::sim::session::{Case, Controls, Event, Recorder, Session, Truth, View};
use crate::sim::units::{TICK, TICKS_PER_SECOND};
use std::fs::File;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Most ticks that are caught up at once.
const MOST_TICKS: u32 = 12;
/// Queued feed is spent at this speed, mm/s.
const QUEUED_FEED: f32 = 60.0;
/// Queued spin is spent at this speed, rad/s.
const QUEUED_SPIN: f32 = 20.0;

/// How an attempt ended.
#[derive(Clone, Debug)]
pub struct Ending {
    pub view: View,
    pub truth: Truth,
    pub report: Report,
}

/// What the simulator has to tell.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub view: Arc<View>,
    /// What happened since the last snapshot was taken, with the procedure clock in seconds.
    pub events: Vec<(f64, Event)>,
    /// Simulated over real time; below 1 the machine does not keep up.
    pub pace: f64,
    pub ending: Option<Arc<Ending>>,
    /// What became of the record, once the attempt has ended.
    pub record: Option<Result<String, String>>,
    /// Why the simulation stopped unasked.
    pub failure: Option<String>,
}

/// The handle to a simulator at work. Dropping it stops the session; a thread that is still
/// writing a record goes on, and is left to [`Threads`].
pub struct Simulator {
    shared: Arc<Shared>,
    threads: Threads,
    thread: Option<JoinHandle<()>>,
}

/// Threads whose simulator was dropped; the window waits for them when it closes, so that no
/// record is lost.
#[derive(Clone, Default)]
pub struct Threads(Arc<Mutex<Vec<JoinHandle<()>>>>);

impl Threads {
    /// Waits for all of them.
    pub fn join(&self) {
        for thread in std::mem::take(&mut *lock(&self.0)) {
            // A panic inside has been reported in the snapshot already.
            let _ = thread.join();
        }
    }
}

#[derive(Default)]
struct Inbox {
    /// What the hand holds, until it holds something else.
    hold: Controls,
    /// The device that the wheel and dragging move, and what of that is still to be done.
    moved: usize,
    feed_mm: f32,
    spin_rad: f32,
    exchange: Option<u8>,
    exchange_support: Option<u8>,
    go_to: Option<u8>,
    paused: bool,
    finish: bool,
    stop: bool,
}

struct Shared {
    inbox: Mutex<Inbox>,
    changed: Condvar,
    outbox: Mutex<Snapshot>,
}

impl Simulator {
    /// Starts on `case`, paused. `open_record` is called as it begins to move.
    pub fn start(case: Arc<Case>, open_record: Arc<OpenRecord>, threads: Threads) -> Self {
        let session = Session::new(case.clone());
        let shared = Arc::new(Shared {
            inbox: Mutex::new(Inbox { paused: true, ..Inbox::default() }),
            changed: Condvar::new(),
            outbox: Mutex::new(Snapshot {
                view: Arc::new(session.view()),
                events: Vec::new(),
                pace: 1.0,
                ending: None,
                record: None,
                failure: None,
            }),
        });
        let inside = shared.clone();
        let thread = std::thread::Builder::new()
            .name("simulator".into())
            .spawn(move || {
                let work = std::panic::AssertUnwindSafe(|| work(&inside, session, &open_record));
                if std::panic::catch_unwind(work).is_err() {
                    lock(&inside.outbox).failure =
                        Some("The simulation met an internal error and stopped.".into());
                }
            })
            .inspect_err(|error| {
                lock(&shared.outbox).failure =
                    Some(format!("The simulator did not start: {error}"));
            })
            .ok();
        Self { shared, threads, thread }
    }

    /// What the hand holds from now on.
    pub fn hold(&self, hold: Controls) {
        lock(&self.shared.inbox).hold = hold;
    }

    /// Adds feed (mm) and spin (rad) to be spent over the coming ticks.
    pub fn queue(&self, device: usize, feed_mm: f32, spin_rad: f32) {
        let mut inbox = lock(&self.shared.inbox);
        if inbox.moved != device {
            (inbox.moved, inbox.feed_mm, inbox.spin_rad) = (device, 0.0, 0.0);
        }
        inbox.feed_mm += feed_mm;
        inbox.spin_rad += spin_rad;
    }

    /// Exchanges the wire for this one of the shelf.
    pub fn exchange(&self, wire: u8) {
        lock(&self.shared.inbox).exchange = Some(wire);
    }

    /// Exchanges the support catheter for this one of the shelf.
    pub fn exchange_support(&self, catheter: u8) {
        lock(&self.shared.inbox).exchange_support = Some(catheter);
    }

    /// Goes over to this access of the case.
    pub fn go_to(&self, access: u8) {
        lock(&self.shared.inbox).go_to = Some(access);
    }

    /// Stops or goes on. What was queued is forgotten when stopping.
    pub fn pause(&self, paused: bool) {
        let mut inbox = lock(&self.shared.inbox);
        if inbox.paused != paused {
            inbox.paused = paused;
            (inbox.feed_mm, inbox.spin_rad) = (0.0, 0.0);
            self.shared.changed.notify_all();
        }
    }

    /// Ends the attempt as it stands.
    pub fn finish(&self) {
        lock(&self.shared.inbox).finish = true;
        self.shared.changed.notify_all();
    }

    /// The latest snapshot; its events are handed over once.
    pub fn take(&self) -> Snapshot {
        let mut outbox = lock(&self.shared.outbox);
        let events = std::mem::take(&mut outbox.events);
        Snapshot { events, ..outbox.clone() }
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        lock(&self.shared.inbox).stop = true;
        self.shared.changed.notify_all();
        let mut threads = lock(&self.threads.0);
        threads.retain(|thread| !thread.is_finished());
        threads.extend(self.thread.take());
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the thread is to do next.
enum Order {
    Step(u32),
    Finish,
    Stop,
}

fn work(shared: &Shared, mut session: Session, open_record: &Arc<OpenRecord>) {
    let mut clock = Instant::now();
    let mut pace = Pace::new();
    let mut record = Writing::NotBegun;
    loop {
        match next_order(shared, &mut clock, &mut pace) {
            Order::Stop => return,
            Order::Finish => break,
            Order::Step(ticks) => {
                for _ in 0..ticks {
                    let controls = next_controls(&mut lock(&shared.inbox));
                    let events = session.step(&controls);
                    record.tick(&controls, &session, open_record);
                    if !events.is_empty() {
                        let now = session.procedure_s();
                        lock(&shared.outbox).events.extend(events.into_iter().map(|e| (now, e)));
                    }
                    if session.ended() {
                        break;
                    }
                }
                pace.count(ticks);
                let view = Arc::new(session.view());
                let mut outbox = lock(&shared.outbox);
                (outbox.view, outbox.pace) = (view, pace.latest);
                if session.ended() {
                    break;
                }
            }
        }
    }
    let (view, truth) = (session.view(), session.truth());
    let report = score(&session.case().scenario.score, &truth, view.procedure_s);
    let mut outbox = lock(&shared.outbox);
    outbox.ending = Some(Arc::new(Ending { view, truth, report }));
    outbox.record = Some(record.finish(&session));
}

/// The record of the attempt, written second by second so that a crash loses no more than one.
enum Writing {
    NotBegun,
    Open(String, Recorder<File>),
    Failed(String),
}

impl Writing {
    fn tick(&mut self, controls: &Controls, session: &Session, open: &Arc<OpenRecord>) {
        if matches!(self, Self::NotBegun) {
            *self = match open(session.case()) {
                Ok((name, recorder)) => Self::Open(name, recorder),
                Err(reason) => Self::Failed(reason),
            };
        }
        if let Self::Open(_, recorder) = self
            && let Err(error) = recorder.tick(controls, session)
        {
            *self = Self::Failed(error.to_string());
        }
    }

    /// The line for the debrief.
    fn finish(self, session: &Session) -> Result<String, String> {
        match self {
            Self::NotBegun => Ok("Nothing was done, so nothing was recorded.".into()),
            Self::Open(name, mut recorder) => recorder
                .finish(session)
                .map(|()| format!("Record: {name}"))
                .map_err(|error| error.to_string()),
            Self::Failed(reason) => Err(reason),
        }
    }
}

/// Waits until ticks are due. `clock` is the real time up to which has been simulated.
fn next_order(shared: &Shared, clock: &mut Instant, pace: &mut Pace) -> Order {
    let mut inbox = lock(&shared.inbox);
    loop {
        if inbox.stop {
            return Order::Stop;
        }
        if inbox.finish {
            return Order::Finish;
        }
        if inbox.paused {
            inbox = shared.changed.wait(inbox).unwrap_or_else(PoisonError::into_inner);
            *clock = Instant::now();
            *pace = Pace::new();
            continue;
        }
        let elapsed = clock.elapsed();
        let due = (elapsed.as_secs_f64() * f64::from(TICKS_PER_SECOND)) as u32;
        if due > MOST_TICKS {
            *clock = Instant::now();
            return Order::Step(MOST_TICKS);
        }
        if due > 0 {
            *clock += Duration::from_secs_f64(f64::from(due) * TICK);
            return Order::Step(due);
        }
        let rest = Duration::from_secs_f64(TICK).saturating_sub(elapsed);
        let (guard, _) =
            shared.changed.wait_timeout(inbox, rest).unwrap_or_else(PoisonError::into_inner);
        inbox = guard;
    }
}

/// The controls of one tick: what is held, and a tick's share of what is queued.
fn next_controls(inbox: &mut Inbox) -> Controls {
    let tick = TICK as f32;
    let mut spend = |queue: fn(&mut Inbox) -> &mut f32, speed: f32| {
        let rest = queue(inbox);
        let part = rest.clamp(-speed * tick, speed * tick);
        *rest -= part;
        part / tick
    };
    let feed = spend(|inbox| &mut inbox.feed_mm, QUEUED_FEED);
    let spin = spend(|inbox| &mut inbox.spin_rad, QUEUED_SPIN);
    let mut controls = Controls {
        exchange: inbox.exchange.take(),
        exchange_support: inbox.exchange_support.take(),
        go_to: inbox.go_to.take(),
        ..inbox.hold
    };
    let (feed_mm_s, spin_rad_s) = controls.of_device(inbox.moved);
    *feed_mm_s += feed;
    *spin_rad_s += spin;
    controls
}

/// Simulated over real time, over the last second.
struct Pace {
    since: Instant,
    ticks: u32,
    latest: f64,
}

impl Pace {
    fn new() -> Self {
        Self { since: Instant::now(), ticks: 0, latest: 1.0 }
    }

    fn count(&mut self, ticks: u32) {
        self.ticks += ticks;
        let elapsed = self.since.elapsed().as_secs_f64();
        if elapsed >= 1.0 {
            self.latest = f64::from(self.ticks) * TICK / elapsed;
            (self.since, self.ticks) = (Instant::now(), 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queued_feed_is_spent_to_the_last_hundredth_whatever_the_frame_rate() {
        let mut inbox = Inbox { feed_mm: 2.0, ..Inbox::default() };
        let fed: f32 = (0..30).map(|_| next_controls(&mut inbox).feed_mm_s * TICK as f32).sum();
        assert!((fed - 2.0).abs() < 0.01, "{fed} mm");
        assert!(inbox.feed_mm.abs() < 1e-5);
    }

    #[test]
    fn a_paused_session_stands_still_and_a_finished_one_leaves_a_record_that_replays() {
        let path = std::env::temp_dir().join(format!("wispwire-{}.jsonl", std::process::id()));
        let written = path.clone();
        let open: Arc<OpenRecord> = Arc::new(move |case| {
            let file = File::create(&written).map_err(|error| error.to_string())?;
            let recorder = Recorder::begin(file, case, "hand", 0).map_err(|e| e.to_string())?;
            Ok(("written".into(), recorder))
        });
        let (name, text) = crate::sim::scenario::SHIPPED[0];
        let case = Case::read(&crate::sim::text::Source::new(name, text));
        let case = Arc::new(case.unwrap_or_else(|error| panic!("{error}")));
        let simulator = Simulator::start(case, open, Threads::default());
        let wait = || std::thread::sleep(Duration::from_millis(60));
        wait();
        assert_eq!(simulator.take().view.tick, 0, "it ran before it was let go");
        simulator.hold(Controls { feed_mm_s: 20.0, ..Controls::default() });
        simulator.pause(false);
        while simulator.take().view.tick < 6 {
            wait();
        }
        simulator.pause(true);
        wait();
        let stopped = simulator.take().view.tick;
        wait();
        assert_eq!(simulator.take().view.tick, stopped, "it ran while paused");
        simulator.finish();
        let record = loop {
            wait();
            if let Some(record) = simulator.take().record {
                break record;
            }
        };
        assert_eq!(record, Ok("Record: written".into()));
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        let record = crate::sim::session::Record::read(&text).unwrap();
        assert_eq!(record.replay(|_| {}).unwrap().ticks(), stopped);
    }

    #[test]
    fn an_exchange_and_a_change_of_access_are_ordered_for_one_tick_only() {
        let mut inbox = Inbox { exchange: Some(2), go_to: Some(1), ..Inbox::default() };
        let first = next_controls(&mut inbox);
        assert_eq!((first.exchange, first.go_to), (Some(2), Some(1)));
        let second = next_controls(&mut inbox);
        assert_eq!((second.exchange, second.go_to), (None, None));
    }
}
