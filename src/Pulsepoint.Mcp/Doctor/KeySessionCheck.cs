using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Doctor;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the database lets the key in, and until when.</summary>
internal sealed class KeySessionCheck(IConfiguredKey key, IDatabaseExamination database) : Check("key_session")
{
    public override Ground Needs => Ground.Database;

    public override Ground Gives => Ground.Session;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var context = key.Require();
        return Judge((await database.LookAtLoginAsync(context, cancellationToken)).Ends, context.ExpiresAt);
    }

    internal static Finding Judge(Instant ends, Instant ownEnd) => ends < ownEnd
        ? Finding.Warning(
            string.Create(CultureInfo.InvariantCulture, $"The database accepts the key, but it was replaced and ends at {ends}."),
            "Use the key that replaced it, or ask your administrator for it.")
        : Finding.Well("The database accepts the key.");
}
