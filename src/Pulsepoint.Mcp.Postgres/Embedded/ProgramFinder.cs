using System.Globalization;
using System.Text.RegularExpressions;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>Finds the server programs: those that fit the cluster that exists, else the first that are new enough.</summary>
internal sealed partial class ProgramFinder(ProgramPlaces places, ProgramRunner runner)
{
    private const int OldestMajor = 14;

    /// <summary>Any version: pg_ctl stops a server of every major.</summary>
    public ServerPrograms? FindAny() => places.Programs().FirstOrDefault();

    /// <param name="versionFile">The cluster's PG_VERSION; need not exist.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="Core.Clusters.MissingOnMachineException">There are none.</exception>
    /// <exception cref="SettingException">There are none where PULSEPOINT_PG_BIN points to.</exception>
    public async Task<ServerPrograms> FindAsync(string versionFile, CancellationToken cancellationToken)
    {
        int? wanted = File.Exists(versionFile) ? Major(await File.ReadAllTextAsync(versionFile, cancellationToken)) : null;
        var seen = new List<int>();
        foreach (var programs in places.Programs())
        {
            var outcome = await runner.RunAsync(programs.Postgres, ["--version"], cancellationToken);
            if (Major(outcome.Output) is not { } major)
                continue;
            if (wanted is null ? major >= OldestMajor : major == wanted)
                return programs;

            seen.Add(major);
        }

        throw NotFound(wanted, seen);
    }

    /// <summary>From "postgres (PostgreSQL) 15.18 (Debian …)" or from a PG_VERSION file.</summary>
    public static int? Major(string text) => FirstNumber().Match(text) is { Success: true } match
        ? int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)
        : null;

    private Exception NotFound(int? wanted, List<int> seen)
    {
        if (wanted is { } major && seen.Count > 0)
            return Refusal.SourceUnavailable(
                $"The embedded database was made by Postgres {major}, and this machine has only Postgres {string.Join(" and ", seen.Distinct())}.",
                $"Install Postgres {major} again, or set PULSEPOINT_PG_BIN to its programs.");

        // No installation would mend it: only this folder is looked at.
        if (places.ExplicitFolder is not null && seen.Count == 0)
            return new SettingException("PULSEPOINT_PG_BIN", "is not a folder with initdb, pg_ctl and postgres that work.", "/usr/lib/postgresql/17/bin");

        return InstallAdvice.NoPrograms(
            $"No Postgres server programs (initdb, pg_ctl, postgres; version {wanted ?? OldestMajor}{(wanted is null ? " or newer" : "")}) were found.");
    }

    [GeneratedRegex(@"(?<![\w.])\d+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex FirstNumber();
}
