using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Doctor;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the walls hold when they are tried, with the key's own login.</summary>
internal sealed class CanaryCheck(IConfiguredKey key, IDatabaseExamination database) : Check("canary")
{
    private const string Fix = "Do not use this database until your administrator has mended it: see 'pulsepoint-mcp migrate --check'.";

    public override Ground Needs => Ground.Schema;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken) =>
        Judge(await database.TryWallsAsync(key.Require(), cancellationToken));

    internal static Finding Judge(CanaryFindings found)
    {
        if (found.Leaking.Count > 0)
            return Finding.Wrong($"This key can see rows of other organisations, in {string.Join(", ", found.Leaking)}.", Fix);

        if (!found.Refuses)
            return Finding.Wrong("The database lets this key do what no key is permitted.", Fix);

        return found.Tables == 0
            ? Finding.Wrong("The key can read no table at all, so its walls could not be tried.", "Ask your administrator to run 'pulsepoint-mcp migrate'.")
            : Finding.Well($"Asked with this key, none of {found.Tables} tables shows a row of another organisation, and what no key is permitted is refused.");
    }
}
