//! What generating costs, stage by stage: wall time, CPU time of all threads, and the peak of memory.
//!
//! ```text
//! cargo bench --bench generate -- ../shared/specs/stripe-2023-09.yaml ../shared/specs/github-3.0.json
//! ```
//!
//! Each document is generated `RUNS` times in this process, and once more in a process of its own, whose
//! peak of memory is the document's alone. Figures of a stage are medians. Without an argument it takes
//! `specs/library.yaml`. Times depend on the machine: compare two figures of one run only.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use bindery::{
    Config, Diagnostics, config::Layout, lower::lower, output, read::read, render::Templates, render::render,
    shape::shape,
};
use rustix::time::{ClockId, clock_gettime};

/// As in the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Odd, so that there is one in the middle.
const RUNS: usize = 7;

/// What tells a process that it only generates once and prints its peak of memory.
const ALONE: &str = "BINDERY_BENCH_ALONE";

/// What a stage took.
#[derive(Clone, Copy, Default)]
struct Cost {
    wall: Duration,
    cpu: Duration,
}

/// The stages of one run, in their order.
type Stages = [(&'static str, Cost); 5];

fn main() {
    let arguments = env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let mut documents: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    if documents.is_empty() {
        documents.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/library.yaml"));
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (index, document) in documents.iter().enumerate() {
        let out = folder.path().join(index.to_string());
        if env::var_os(ALONE).is_some() {
            run(document, &out);
            println!("{}", peak().unwrap_or_default());
        } else {
            print(document, &out);
        }
    }
}

fn print(document: &Path, out: &Path) {
    let runs: Vec<Stages> = (0..RUNS).map(|_| run(document, out)).collect();
    let total = median(runs.iter().map(sum).collect());
    println!("{}", document.display());
    println!("  {:<8} {:>9} {:>9} {:>6}", "stage", "wall ms", "CPU ms", "share");
    for stage in 0..runs[0].len() {
        let cost = median(runs.iter().map(|stages| stages[stage].1).collect());
        row(runs[0][stage].0, cost, total);
    }
    row("all", total, total);
    match alone(document) {
        Some(kibibytes) => println!("  peak of memory: {} MB\n", kibibytes * 1024 / 1_000_000),
        None => println!("  peak of memory: this system does not tell\n"),
    }
}

fn row(stage: &str, cost: Cost, total: Cost) {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let share = 100.0 * ms(cost.wall) / ms(total.wall);
    println!("  {stage:<8} {:>9.1} {:>9.1} {share:>5.0}%", ms(cost.wall), ms(cost.cpu));
}

/// Generates a crate, from the file on the disk to the files on the disk; all of it is written anew.
fn run(document: &Path, out: &Path) -> Stages {
    drop(std::fs::remove_dir_all(out));
    let mut config = Config::default();
    config.sources = vec![document.to_owned()];
    config.layout = Layout::Crate;
    let found = &mut Diagnostics::default();
    let (inputs, reading) = timed(|| read(&config.sources, &config.reference_dirs, &config.profiles, found));
    let (api, lowering) = timed(|| lower(&inputs.documents, &config.types, found));
    let (krate, shaping) = timed(|| shape(&api, &config, found));
    let templates = Templates::built_in();
    let (files, rendering) = timed(|| render(&krate, config.layout, &[], &templates, found));
    let (written, writing) = timed(|| output::write(&files, out));
    assert!(!found.has_errors(), "{found}");
    written.expect("the folder is new");
    [("read", reading), ("lower", lowering), ("shape", shaping), ("render", rendering), ("write", writing)]
}

fn timed<T>(stage: impl FnOnce() -> T) -> (T, Cost) {
    let (wall, cpu) = (Instant::now(), cpu());
    let output = stage();
    (output, Cost { wall: wall.elapsed(), cpu: self::cpu() - cpu })
}

/// The CPU time of all threads of this process so far.
fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("CPU time only grows")
}

fn sum(stages: &Stages) -> Cost {
    let add =
        |sum: Cost, (_, cost): &(&str, Cost)| Cost { wall: sum.wall + cost.wall, cpu: sum.cpu + cost.cpu };
    stages.iter().fold(Cost::default(), add)
}

/// The medians of wall and CPU time, each by itself.
fn median(costs: Vec<Cost>) -> Cost {
    let middle = |time: fn(&Cost) -> Duration| {
        let mut times: Vec<Duration> = costs.iter().map(time).collect();
        times.sort_unstable();
        times[times.len() / 2]
    };
    Cost { wall: middle(|cost| cost.wall), cpu: middle(|cost| cost.cpu) }
}

/// The peak of memory of a process that generates from this document once, in KiB.
fn alone(document: &Path) -> Option<u64> {
    let this = env::current_exe().ok()?;
    let output = Command::new(this).arg(document).env(ALONE, "1").output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok().filter(|peak| *peak > 0)
}

/// The peak of memory of this process so far, in KiB, where the system tells (proc(5), `VmHWM`).
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
