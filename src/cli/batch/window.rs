//! Work of many threads at once, taken in order: a slow piece holds up nobody until the others are far ahead of it.

use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How far work may be ahead of what was taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Pieces begun and not taken.
    pub pieces: usize,
    /// Weight of what is done and not taken; what is under way when it is reached still comes on top.
    pub weight: usize,
}

/// Does `work` on every item with all threads of the pool, and gives the results to `take` in the order of the items, on
/// this thread. `weigh` says what a result weighs while it waits. Ends early, with what `take` breaks with; what was ahead
/// is then dropped.
pub(super) fn in_order<T: Send, R: Send, B>(
    pool: &ThreadPool,
    bounds: Bounds,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(usize, T) -> R + Sync,
    weigh: impl Fn(&R) -> usize + Sync,
    mut take: impl FnMut(R) -> ControlFlow<B>,
) -> Option<B> {
    let source = Mutex::new(items.enumerate());
    let window = Window {
        state: Mutex::new(State {
            ready: BTreeMap::new(),
            weight: 0,
            taken: 0,
            begun: 0,
            end: false,
            stopped: false,
        }),
        changed: Condvar::new(),
        bounds,
    };
    let worker = || {
        // Should a piece panic, the taker must not wait for it; the pool then passes the panic on.
        let _leaving = Leaving(&window);
        loop {
            let mut source = held(&source);
            if !window.has_room() {
                return;
            }
            let Some((at, item)) = source.next() else {
                window.end();
                return;
            };
            window.begin();
            drop(source);
            let result = work(at, item);
            let weight = weigh(&result);
            window.put(at, result, weight);
        }
    };
    pool.in_place_scope(|scope| {
        for _ in 0..pool.current_num_threads() {
            scope.spawn(|_| worker());
        }
        let _leaving = Leaving(&window);
        while let Some(result) = window.next() {
            if let ControlFlow::Break(end) = take(result) {
                window.stop();
                return Some(end);
            }
        }
        None
    })
}

/// What lies between the threads and the taker.
struct Window<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
    bounds: Bounds,
}

struct State<R> {
    /// Results that wait for those before them, with their weights.
    ready: BTreeMap<usize, (R, usize)>,
    weight: usize,
    taken: usize,
    begun: usize,
    /// No item is left.
    end: bool,
    /// Nobody takes any more.
    stopped: bool,
}

impl<R> Window<R> {
    /// Waits until another piece may be begun; not when all is over.
    fn has_room(&self) -> bool {
        let full = |state: &mut State<R>| {
            let ahead = state.begun - state.taken;
            // The piece that is taken next is always begun, whatever waits for it.
            !state.stopped && ahead > 0 && (ahead >= self.bounds.pieces || state.weight >= self.bounds.weight)
        };
        let state = self.changed.wait_while(held(&self.state), full);
        !state.unwrap_or_else(PoisonError::into_inner).stopped
    }

    fn begin(&self) {
        held(&self.state).begun += 1;
    }

    fn put(&self, at: usize, result: R, weight: usize) {
        let mut state = held(&self.state);
        state.weight += weight;
        state.ready.insert(at, (result, weight));
        self.changed.notify_all();
    }

    /// Waits for the next result in order; none when all are taken.
    fn next(&self) -> Option<R> {
        let waiting = |state: &mut State<R>| {
            let is_over = state.stopped || (state.end && state.taken == state.begun);
            !is_over && !state.ready.contains_key(&state.taken)
        };
        let state = self.changed.wait_while(held(&self.state), waiting);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        let next = state.taken;
        let (result, weight) = state.ready.remove(&next)?;
        state.taken += 1;
        state.weight -= weight;
        self.changed.notify_all();
        Some(result)
    }

    fn end(&self) {
        held(&self.state).end = true;
        self.changed.notify_all();
    }

    fn stop(&self) {
        let mut state = held(&self.state);
        state.stopped = true;
        state.ready.clear();
        self.changed.notify_all();
    }
}

/// Stops everybody when its thread leaves by a panic.
struct Leaving<'a, R>(&'a Window<R>);

impl<R> Drop for Leaving<'_, R> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}

/// The lock, also after a panic: each change of the state is whole.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const BOUNDS: Bounds = Bounds {
        pieces: 16,
        weight: 1000,
    };

    fn pool() -> ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap()
    }

    fn taken(bounds: Bounds, count: usize, work: impl Fn(usize) -> usize + Sync) -> Vec<usize> {
        let mut taken = Vec::new();
        let broken: Option<()> = in_order(
            &pool(),
            bounds,
            0..count,
            |at, item| {
                assert_eq!(at, item);
                work(item)
            },
            |_| 10,
            |result| {
                taken.push(result);
                ControlFlow::Continue(())
            },
        );
        assert!(broken.is_none());
        taken
    }

    #[test]
    fn results_come_in_order_whatever_they_weigh() {
        let expected: Vec<usize> = (0..500).map(|at| at * 2).collect();
        for (pieces, weight) in [(16, 1000), (1, 1000), (16, 0), (16, 10)] {
            assert_eq!(taken(Bounds { pieces, weight }, 500, |at| at * 2), expected);
        }
        assert!(taken(BOUNDS, 0, |at| at).is_empty());
    }

    #[test]
    fn a_slow_piece_holds_up_nobody_within_the_window() {
        // The first piece waits until fifteen others are done: were there a barrier before that, it would wait for ever.
        let done = AtomicUsize::new(0);
        let others = taken(BOUNDS, 100, |at| {
            if at == 0 {
                while done.load(Ordering::SeqCst) < BOUNDS.pieces - 1 {
                    std::thread::yield_now();
                }
                assert!(done.load(Ordering::SeqCst) < BOUNDS.pieces);
            }
            done.fetch_add(1, Ordering::SeqCst)
        });
        assert_eq!(others[0], BOUNDS.pieces - 1);
    }

    #[test]
    fn who_takes_may_end_it() {
        let begun = AtomicUsize::new(0);
        let mut taken = Vec::new();
        let broken = in_order(
            &pool(),
            BOUNDS,
            0..,
            |_, item: usize| {
                begun.fetch_add(1, Ordering::SeqCst);
                item
            },
            |_| 1,
            |item| {
                taken.push(item);
                if item == 9 {
                    ControlFlow::Break("enough")
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!(broken, Some("enough"));
        assert_eq!(taken, (0..10).collect::<Vec<_>>());
        assert!(begun.into_inner() <= 10 + BOUNDS.pieces);
    }

    #[test]
    fn a_panic_is_passed_on() {
        let panicked = std::panic::catch_unwind(|| {
            taken(BOUNDS, 100, |at| {
                assert!(at != 5, "five");
                at
            })
        });
        assert!(panicked.is_err());
    }
}
