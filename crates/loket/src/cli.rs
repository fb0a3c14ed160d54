//! The command line. What stands in the comments is the help that people read.
#![expect(missing_docs, reason = "flattened options have no help of their own")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Loket: the service platform of Dutch municipalities, in one program.
#[derive(Debug, Parser)]
#[command(name = "loket", version, about, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the municipalities that were set up with `loket tenant add`
    Serve(ServeOptions),
    /// Serve two invented municipalities with sample residents, to try Loket out: simulated DigiD, mail on a page, no other server
    Demo(ServeOptions),
    /// Bring the databases up to date and stop
    Migrate(StoreOptions),
    /// Set up and list municipalities
    #[command(subcommand)]
    Tenant(TenantCommand),
    /// Check and install bouwstenen (case types with their process, forms and messages)
    #[command(subcommand)]
    Package(PackageCommand),
    /// Manage the systems of suppliers that may call the APIs
    #[command(subcommand)]
    Applicatie(ApplicatieCommand),
    /// Manage the other systems that zaken, documents and besluiten may name
    #[command(subcommand)]
    Dienst(DienstCommand),
    /// Take catalogi and zaaktypen along as files, in the format of Open Zaak
    #[command(subcommand)]
    Catalogus(CatalogusCommand),
    /// Take a register over from another provider of the ZGW standards
    #[command(subcommand)]
    Zgw(ZgwCommand),
    /// Look at jobs that were given up, and have them done again
    #[command(subcommand)]
    Job(JobCommand),
    /// Look at who works here, and shut somebody out at once
    #[command(subcommand)]
    Medewerker(MedewerkerCommand),
    /// List who read the data of a person, and why: give the BSN on the standard input
    Verwerking(VerwerkingOptions),
    /// Measure start-up, memory and requests on a database of its own
    Bench(BenchOptions),
}

/// Where the databases and documents are.
#[derive(Debug, Clone, Args)]
pub struct StoreOptions {
    /// Folder for databases and documents; made when it does not exist
    #[arg(long, value_name = "DIR", env = "LOKET_DATA")]
    pub data: Option<PathBuf>,
    /// PostgreSQL server to use instead of SQLite files: postgres://user:password@host/database (one schema for each municipality that has no database of its own)
    #[arg(long, value_name = "URL", env = "LOKET_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Configuration file [default: loket.toml, when it exists]
    #[arg(long, value_name = "FILE", env = "LOKET_CONFIG")]
    pub config: Option<PathBuf>,
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct ServeOptions {
    #[command(flatten)]
    pub store: StoreOptions,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT", env = "LOKET_LISTEN")]
    pub listen: Option<String>,
}

/// What can be done with municipalities.
#[derive(Debug, Subcommand)]
pub enum TenantCommand {
    /// Add a municipality: a database of its own, found by its host names
    Add(Box<TenantAdd>),
    /// List the municipalities with their host names
    List(StoreOptions),
}

/// A municipality to be added.
#[derive(Debug, Args)]
pub struct TenantAdd {
    #[command(flatten)]
    pub store: StoreOptions,
    /// Short name: lower-case letters, digits and -
    pub key: String,
    /// Name without the word "gemeente"
    #[arg(long)]
    pub naam: String,
    /// Host name that its pages are served on; may be given more than once
    #[arg(long = "host", required = true)]
    pub hosts: Vec<String>,
    /// Scheme and host for the URLs that subscribers are told, such as https://mijn.denhaag.nl [default: those that were called]
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Its own PostgreSQL database on the server of --database, by its name; it must be there, and stays [default: a schema of the one that --database names]
    #[arg(long, value_name = "NAME")]
    pub eigen_database: Option<String>,
    /// RSIN of the municipality: nine digits
    #[arg(long)]
    pub rsin: String,
    /// Website as people say it, such as www.denhaag.nl. This and what follows stays as it was when a municipality that is there is added again
    #[arg(long)]
    pub website: Option<String>,
    /// Phone number as people dial it, such as "14 070"
    #[arg(long)]
    pub telefoon: Option<String>,
    /// Where letters go, in one line, such as "Postbus 12600, 2500 DJ Den Haag"
    #[arg(long)]
    pub postadres: Option<String>,
    /// When the phone is answered, in words [default: maandag tot en met vrijdag van 8.00 - 17.00 uur]
    #[arg(long)]
    pub openingstijden: Option<String>,
    /// Theme of the pages: loket, denhaag or voorbeeld [default: loket]
    #[arg(long)]
    pub thema: Option<String>,
    /// Sender of mails, such as "Mijn Den Haag <loket@denhaag.nl>"
    #[arg(long)]
    pub afzender: String,
}

/// What can be done with packages.
#[derive(Debug, Subcommand)]
pub enum PackageCommand {
    /// Check a package and say everything that is wrong with it
    Check {
        /// The folder of the package, or a zip of it
        #[arg(value_name = "FOLDER|ZIP")]
        package: PathBuf,
    },
    /// Install a package for one municipality
    Install {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// The folder of the package, or a zip of it
        #[arg(value_name = "FOLDER|ZIP")]
        package: PathBuf,
    },
    /// List what is installed for one municipality
    List {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
    },
}

/// What can be done with other systems.
#[derive(Debug, Subcommand)]
pub enum DienstCommand {
    /// Let resources of a municipality name those of another system. It may be called also when it is not on the public network
    Add {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// What people call it
        #[arg(long)]
        naam: String,
        /// Where its resources are, such as https://archief.example.nl/documenten/api/v1/
        #[arg(long, value_name = "URL")]
        api_root: String,
        /// Which API it has: zrc, ztc, drc, brc, selectielijst or orc
        #[arg(long)]
        soort: String,
        /// Our client id there, with a secret
        #[arg(long, requires = "secret", conflicts_with = "header")]
        client_id: Option<String>,
        /// The secret that signs our tokens
        #[arg(long, env = "LOKET_DIENST_SECRET", hide_env_values = true)]
        secret: Option<String>,
        /// The name of a header that shows who we are, with its value
        #[arg(long, requires = "header_value")]
        header: Option<String>,
        /// The value of the header
        #[arg(long, env = "LOKET_DIENST_HEADER", hide_env_values = true)]
        header_value: Option<String>,
    },
    /// List the systems that resources may name
    List {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
    },
    /// Remove a system. What names its resources keeps naming them
    Remove {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// Where its resources are
        #[arg(long, value_name = "URL")]
        api_root: String,
    },
}

/// What can be done with applications.
#[derive(Debug, Subcommand)]
pub enum ApplicatieCommand {
    /// Let a system call the APIs of a municipality with this client id and secret
    Add {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// The client id in its tokens
        #[arg(long)]
        client_id: String,
        /// The secret that signs its tokens
        #[arg(long, env = "LOKET_SECRET", hide_env_values = true)]
        secret: String,
        /// Name for people [default: the client id]
        #[arg(long)]
        label: Option<String>,
        #[command(flatten)]
        rechten: Box<RechtenOptions>,
    },
    /// Give a client of an application its secret, or another one; tokens made with the earlier one are refused at once
    Secret {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// The client id in its tokens
        #[arg(long)]
        client_id: String,
        /// The secret that signs its tokens
        #[arg(long, env = "LOKET_SECRET", hide_env_values = true)]
        secret: String,
    },
    /// List the applications of a municipality
    List {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
    },
    /// Take the rights of an application away; its tokens are refused at once
    Remove {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// The client id in its tokens
        #[arg(long)]
        client_id: String,
    },
}

/// What an application may do: everything, a file, or scopes with the types that they are for.
#[derive(Debug, Clone, Args)]
pub struct RechtenOptions {
    /// Let it do everything
    #[arg(long, conflicts_with_all = ["autorisaties", "scopes"])]
    pub alle_autorisaties: bool,
    /// File with a JSON list of autorisaties, each as in the Autorisaties API; a type may also be an identificatie or omschrijving, and
    /// `catalogus` stands for all types of a catalogus
    #[arg(long, value_name = "FILE")]
    pub autorisaties: Option<PathBuf>,
    /// Scope, such as zaken.lezen; may be given more than once
    #[arg(long = "scope", value_name = "SCOPE")]
    pub scopes: Vec<String>,
    /// Zaaktype that the scopes of zaken are for: identificatie, id or URL; may be given more than once
    #[arg(long = "zaaktype", value_name = "TYPE")]
    pub zaaktypen: Vec<String>,
    /// Type that the scopes of documenten are for: omschrijving, id or URL; may be given more than once
    #[arg(long = "informatieobjecttype", value_name = "TYPE")]
    pub informatieobjecttypen: Vec<String>,
    /// Type that the scopes of besluiten are for: omschrijving, id or URL; may be given more than once
    #[arg(long = "besluittype", value_name = "TYPE")]
    pub besluittypen: Vec<String>,
    /// Catalogus whose types the scopes are for, also those to come: domein or id; may be given more than once
    #[arg(long = "catalogus", value_name = "DOMEIN")]
    pub catalogi: Vec<String>,
    /// The most confidential zaken and documents that the scopes are for
    #[arg(long, value_name = "LEVEL", default_value = "zeer_geheim")]
    pub max_vertrouwelijkheidaanduiding: String,
}

/// What can be done with catalogi.
#[derive(Debug, Subcommand)]
pub enum CatalogusCommand {
    /// List the catalogi of a municipality
    List {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
    },
    /// Write a catalogus, or one zaaktype with what it names, to a ZIP file
    Export {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// The catalogus: domein or id [default: the only one]
        #[arg(long, value_name = "DOMEIN")]
        catalogus: Option<String>,
        /// Only this zaaktype: the newest version with this identificatie, or the version with this id
        #[arg(long, value_name = "IDENTIFICATIE")]
        zaaktype: Option<String>,
        /// The file to write
        file: PathBuf,
    },
    /// Make concepts of all types in a ZIP file of Loket or Open Zaak: all of them, or nothing when something is wrong
    Import {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        #[command(flatten)]
        options: ImportOptions,
        /// The file to read
        file: PathBuf,
    },
}

/// How a file is imported.
#[derive(Debug, Clone, Args)]
pub struct ImportOptions {
    /// The catalogus to import into: domein or id [default: the one in the file, which is made]
    #[arg(long, value_name = "DOMEIN")]
    pub catalogus: Option<String>,
    /// Make all informatieobjecttypen and besluittypen, also those whose omschrijving is there already
    #[arg(long)]
    pub nieuw: bool,
    /// Use an informatieobjecttype or besluittype that is there for one in the file, by omschrijving; may be given more than once
    #[arg(long, value_name = "IN-FILE=HERE")]
    pub gebruik: Vec<String>,
}

/// What can be done with other registers.
#[derive(Debug, Subcommand)]
pub enum ZgwCommand {
    /// Copy everything that another register has, by its APIs and with its ids; run again to go on, or to take what is new
    Import(Box<ZgwImportOptions>),
}

/// Which register is taken over, and how.
#[derive(Debug, Clone, Args)]
pub struct ZgwImportOptions {
    #[command(flatten)]
    pub store: StoreOptions,
    /// The municipality, by its short name [default: the only one, or the one at localhost]
    #[arg(long, value_name = "KEY")]
    pub tenant: Option<String>,
    /// Where the other register is: its APIs are below it as the standard says (/zaken/api/v1 and so on)
    #[arg(long, value_name = "URL")]
    pub from: Option<String>,
    /// The client id that the other register knows us by; it needs all rights there
    #[arg(long)]
    pub client_id: String,
    /// The secret that goes with the client id
    #[arg(long, env = "LOKET_SECRET", hide_env_values = true)]
    pub secret: String,
    /// Root of the Zaken API, when it is elsewhere
    #[arg(long, value_name = "URL")]
    pub zaken: Option<String>,
    /// Root of the Catalogi API, when it is elsewhere
    #[arg(long, value_name = "URL")]
    pub catalogi: Option<String>,
    /// Root of the Documenten API, when it is elsewhere
    #[arg(long, value_name = "URL")]
    pub documenten: Option<String>,
    /// Root of the Besluiten API, when it is elsewhere
    #[arg(long, value_name = "URL")]
    pub besluiten: Option<String>,
    /// Root of the Autorisaties API, when it is elsewhere
    #[arg(long, value_name = "URL")]
    pub autorisaties: Option<String>,
    /// Root of the Notificaties API (kanalen and abonnementen), when it is elsewhere, such as https://nrc.example.nl/api/v1
    #[arg(long, value_name = "URL")]
    pub abonnementen: Option<String>,
    /// Component to leave alone: zaken, catalogi, documenten, besluiten, autorisaties or abonnementen; may be given more than once
    #[arg(long, value_name = "COMPONENT", value_parser = ["zaken", "catalogi", "documenten", "besluiten", "autorisaties", "abonnementen"])]
    pub zonder: Vec<String>,
    /// Tell subscribers here of every record that is taken over
    #[arg(long)]
    pub notificaties: bool,
    /// Calls to the other register at the same time
    #[arg(long, value_name = "NUMBER", default_value_t = 8)]
    pub parallel: usize,
    /// Also write the report to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// What can be done with jobs.
#[derive(Debug, Subcommand)]
pub enum JobCommand {
    /// List the jobs that were given up, with what their last attempt said
    List {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
    },
    /// Have a job done again, or all of them
    Retry {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// The id of the job; all when left out
        id: Option<uuid::Uuid>,
    },
}

/// What can be done with staff. Who somebody is and what she may do, the login of the municipality tells.
#[derive(Debug, Subcommand)]
pub enum MedewerkerCommand {
    /// List who works here: id, name, roles, and whether she is shut out
    List {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
    },
    /// Shut somebody out: her session ends with her next request, and logging in opens nothing
    Stop {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// Her id, as in the list
        id: String,
    },
    /// Let somebody in again
    Start {
        #[command(flatten)]
        store: StoreOptions,
        /// The municipality, by its short name [default: the only one, or the one at localhost]
        #[arg(long, value_name = "KEY")]
        tenant: Option<String>,
        /// Her id, as in the list
        id: String,
    },
}

/// Whose processings to list.
#[derive(Debug, Args)]
pub struct VerwerkingOptions {
    #[command(flatten)]
    pub store: StoreOptions,
    /// The municipality, by its short name [default: the only one, or the one at localhost]
    #[arg(long, value_name = "KEY")]
    pub tenant: Option<String>,
    /// The most lines to list, newest first
    #[arg(long, default_value_t = 10_000)]
    pub max: i64,
}

/// What to measure.
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct BenchOptions {
    #[command(subcommand)]
    pub command: Option<BenchCommand>,
    /// PostgreSQL server to measure besides SQLite
    #[arg(long, value_name = "URL", env = "LOKET_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Zaken in the database before measuring
    #[arg(long, default_value_t = 1000)]
    pub zaken: usize,
    /// Seconds for each measurement
    #[arg(long, default_value_t = 3)]
    pub seconds: u64,
    /// Requests at the same time
    #[arg(long, default_value_t = 16)]
    pub clients: usize,
    /// Also write the figures to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// What else can be measured.
#[derive(Debug, Clone, Subcommand)]
pub enum BenchCommand {
    /// Measure the registers under load: zaken, documents and notifications over HTTP, as an application with rights on some types
    Zgw(ZgwOptions),
}

/// How to measure the registers.
#[derive(Debug, Clone, Args)]
pub struct ZgwOptions {
    /// PostgreSQL server to measure besides SQLite
    #[arg(long, value_name = "URL", env = "LOKET_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Leave SQLite out
    #[arg(long, requires = "database")]
    pub skip_sqlite: bool,
    /// Zaken in the register before measuring; the figures in docs/ are those of 1,000,000
    #[arg(long, default_value_t = 10_000)]
    pub zaken: usize,
    /// Seconds for each measurement
    #[arg(long, default_value_t = 3)]
    pub seconds: u64,
    /// Requests at the same time
    #[arg(long, default_value_t = 16)]
    pub clients: usize,
    /// Folder of the register [default: one of its own, removed at the end]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Keep the register, so that the next run with this folder need not fill it
    #[arg(long, requires = "data")]
    pub keep: bool,
    /// Only the cases whose name holds this text; may be given more than once
    #[arg(long = "case", value_name = "TEXT")]
    pub cases: Vec<String>,
    /// Also write the figures to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}
