using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Doctor;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the database answers, by the rules of TLS, and is of a version whose walls hold.</summary>
internal sealed class DatabaseCheck(Settings settings, IConfiguredKey key, IDatabaseExamination database) : Check("database")
{
    public override Ground Needs => Ground.Key;

    public override Ground Gives => Ground.Database;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Judge(await database.LookAtServerAsync(key.Require(), cancellationToken), settings.IsStrict);
        }
        catch (RefusalException refused) when (refused.Code.IsAboutTheKey())
        {
            // Who is turned away was answered.
            return Finding.Well("The database answers.");
        }
    }

    internal static Finding Judge(ServerFindings server, bool isStrict)
    {
        var text = server.IsOnThisMachine
            ? $"Postgres {server.Version} answers on this machine"
            : $"Postgres {server.Version} answers, encrypted and verified";
        if (!server.HasKnownHoles)
            return Finding.Well($"{text}.");

        var fix = $"Ask your administrator to update it: {server.Wanted}.";
        return isStrict
            ? Finding.Wrong($"{text}, but that version has known holes in row-level security, which PULSEPOINT_STRICT refuses.", fix)
            : Finding.Warning($"{text}, but that version has known holes in row-level security.", fix);
    }
}
