using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Doctor;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the key's login has no right that passes the walls: superuser, bypassrls, owner, or a member of more than it should be.</summary>
internal sealed class LoginCheck(IConfiguredKey key, IDatabaseExamination database) : Check("login")
{
    public override Ground Needs => Ground.Session;

    public override Ground Gives => Ground.Login;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken) =>
        Judge((await database.LookAtLoginAsync(key.Require(), cancellationToken)).Rights);

    internal static Finding Judge(IReadOnlyList<string> rights) => rights.Count == 0
        ? Finding.Well("The key's login is no superuser, owns nothing, and is bound by row-level security.")
        : Finding.Wrong(
            $"The key's login has rights that pass the walls: {string.Join(", ", rights)}.",
            "Ask your administrator to take them away: the login of a key is a member of pp_app_all or pp_app_some and nothing else.");
}
