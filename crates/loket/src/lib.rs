//! The program: reads the configuration, wires the modules, starts and stops. Nothing else knows all modules.
//!
//! It is a library with a binary of one line, so that benches and tests start the very same thing.

pub mod bench;
pub mod bouwstenen;
pub mod cli;
pub mod commands;
pub mod config;
pub mod open_files;
pub mod output;
pub mod serve;
pub mod sleutel;
pub mod tenants;
pub mod wiring;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use crate::cli::{Cli, Command, ZgwCommand};
use crate::output::say_aside;

/// Runs the command that the command line asks for.
pub fn run_from_command_line() -> ExitCode {
    let started = Instant::now();
    let cli = Cli::parse();
    start_log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            say_aside(format_args!("loket: the runtime can't start: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(run(cli.command, started));
    // What still runs has had its time; a connection that never ends must not hold up the stop.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say_aside(format_args!("loket: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command, started: Instant) -> anyhow::Result<()> {
    match command {
        Command::Serve(options) => commands::serve(&options, started).await,
        Command::Demo(options) => commands::demo(&options, started).await,
        Command::Migrate(options) => commands::migrate(&options).await,
        Command::Tenant(command) => commands::tenant(command).await,
        Command::Package(command) => commands::package(command).await,
        Command::Applicatie(command) => commands::applicatie(command).await,
        Command::Dienst(command) => commands::dienst(command).await,
        Command::Catalogus(command) => commands::catalogus(command).await,
        Command::Zgw(ZgwCommand::Import(options)) => commands::import::import(&options).await,
        Command::Job(command) => commands::job(command).await,
        Command::Medewerker(command) => commands::medewerker(command).await,
        Command::Verwerking(options) => commands::verwerking(options).await,
        Command::Bench(options) => commands::bench(&options).await,
    }
}

/// What libraries say in detail holds what they carry: SQL with its values, mails, headers with tokens.
const QUIET: [&str; 6] =
    ["tokio_postgres=info", "lettre=info", "hyper=info", "object_store=info", "rustls=info", "h2=info"];

/// Logs go to standard error: text for people, JSON with `LOKET_LOG_FORMAT=json`. `LOKET_LOG` sets the level, as in `info,store=debug`.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("LOKET_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,loket=info"));
    let filter = QUIET
        .iter()
        .fold(filter, |filter, quiet| filter.add_directive(quiet.parse().expect("each is a target and a level")));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::env::var("LOKET_LOG_FORMAT").is_ok_and(|format| format == "json") {
        builder.json().init();
    } else {
        builder.init();
    }
}
