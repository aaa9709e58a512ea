using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Doctor;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether this machine's clock and the database's agree: keys begin and end by both.</summary>
internal sealed class ClockCheck(IConfiguredKey key, IDatabaseExamination database) : Check("clock")
{
    // As far as a key's times may be off before it is refused.
    private static readonly Duration s_most = Duration.FromSeconds(60);
    private static readonly Duration s_notice = Duration.FromSeconds(10);

    public override Ground Needs => Ground.Session;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken) =>
        Judge((await database.LookAtServerAsync(key.Require(), cancellationToken)).ClockAhead);

    internal static Finding Judge(Duration databaseAhead)
    {
        var apart = Duration.Max(databaseAhead, -databaseAhead);
        var text = string.Create(
            CultureInfo.InvariantCulture, $"This machine's clock is {apart.TotalSeconds:#,0} s {(databaseAhead > Duration.Zero ? "behind" : "ahead of")} the database's.");
        const string fix = "Have the machine's clock set by a time server.";
        if (apart > s_most)
            return Finding.Wrong(text, fix);

        return apart > s_notice ? Finding.Warning(text, fix) : Finding.Well("This machine's clock and the database's agree.");
    }
}
