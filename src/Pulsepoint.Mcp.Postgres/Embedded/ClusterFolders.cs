using System.Runtime.InteropServices;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>Every path of the embedded cluster below the state folder.</summary>
internal sealed class ClusterFolders(StateFolder state)
{
    public string State => state.Root;

    public string Root => state.Cluster;

    public string Data => Path.Combine(Root, "data");

    /// <summary>initdb works here; renamed to <see cref="Data"/> when whole, so that a crash leaves nothing half made.</summary>
    public string DataInTheMaking => Path.Combine(Root, "data.new");

    public string Sockets => Path.Combine(Root, "run");

    public string Logs => Path.Combine(Root, "log");

    public string LogFile => Path.Combine(Logs, "postgres.log");

    public string StartLock => Path.Combine(Root, "start.lock");

    public string UsersLock => Path.Combine(Root, "users.lock");

    public string KeepRunningFile => Path.Combine(Root, "keep-running");

    public string VersionFile => Path.Combine(Data, "PG_VERSION");

    public string PostmasterFile => Path.Combine(Data, "postmaster.pid");

    public string ListenFile => Path.Combine(Data, ClusterSettings.ListenFileName);

    public string Secrets => state.Secrets;

    public string PasswordFile => Path.Combine(Secrets, "pg-bootstrap.password");

    /// <summary>Fetched server programs of this platform.</summary>
    public string Bundle => Path.Combine(state.Root, "pg-bin", RuntimeInformation.RuntimeIdentifier);

    public bool Exists => File.Exists(VersionFile);
}
