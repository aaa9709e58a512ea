using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the credentials of an operator's machine are accepted, and what the migrator sees of schema and walls.</summary>
internal sealed class OperatorsCheck(Settings settings, IMigrator migrator, ITenantOffice office) : Check("operators")
{
    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        if (settings is { MigratorDatabase: null, PlatformDatabase: null })
            return Finding.Skipped("Not checked: no operator's credential is set.");

        try
        {
            if (settings.PlatformDatabase is not null)
                await office.ListAsync(cancellationToken);

            return settings.MigratorDatabase is null
                ? Finding.Well("The database accepts the platform's credential.")
                : Judge(await migrator.CheckAsync(cancellationToken));
        }
        catch (RefusalException refused)
        {
            return Finding.Wrong(refused.Message, refused.NextStep);
        }
    }

    internal static Finding Judge(MigrationReport report)
    {
        if (report.Pending.Count > 0)
            return Finding.Wrong($"{report.Pending.Count} migrations are to be applied, {report.Pending[0]} first.", "Run 'pulsepoint-mcp migrate'.");

        return report.Findings is [var first, ..]
            ? Finding.Wrong($"The walls are not whole ({report.Findings.Count} findings): {first}.", "See all with 'pulsepoint-mcp migrate --check', and mend them before anybody works on.")
            : Finding.Well("The database accepts the operator's credentials, is at head, and its walls are whole.");
    }
}
