namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>A folder that holds the three programs a cluster needs.</summary>
internal sealed record ServerPrograms(string Folder)
{
    public string InitDb => Program("initdb");

    public string PgCtl => Program("pg_ctl");

    public string Postgres => Program("postgres");

    public bool AreComplete => File.Exists(InitDb) && File.Exists(PgCtl) && File.Exists(Postgres);

    private string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
}
