using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Doctor;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether row-level security is forced on every table and every wall stands as it was built, as the database's catalogue says.</summary>
internal sealed class WallsCheck(IConfiguredKey key, IDatabaseExamination database) : Check("walls")
{
    private const int MostNamed = 3;

    public override Ground Needs => Ground.Schema;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken) =>
        Judge(await database.FindHolesAsync(key.Require(), cancellationToken));

    internal static Finding Judge(IReadOnlyList<string> holes)
    {
        if (holes.Count == 0)
            return Finding.Well("Row-level security is forced on every table, and every wall stands as it was built.");

        var more = holes.Count > MostNamed ? $"; and {holes.Count - MostNamed} more" : "";
        return Finding.Wrong(
            $"The walls between organisations are not whole: {string.Join("; ", holes.Take(MostNamed))}{more}.",
            "Ask your administrator to mend it before anybody works on, and to see 'pulsepoint-mcp migrate --check'.");
    }
}
