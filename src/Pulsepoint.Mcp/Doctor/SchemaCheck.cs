using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Doctor;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether every migration of this version was applied.</summary>
internal sealed class SchemaCheck(IConfiguredKey key, IDatabaseExamination database) : Check("schema")
{
    public override Ground Needs => Ground.Session;

    public override Ground Gives => Ground.Schema;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken) =>
        Judge((await database.LookAtLoginAsync(key.Require(), cancellationToken)).Schema);

    internal static Finding Judge(SchemaStanding schema) => schema switch
    {
        SchemaStanding.Behind => Finding.Wrong("The database is not at the schema that this version expects.", "Ask your administrator to run 'pulsepoint-mcp migrate'."),
        SchemaStanding.AtHead => Finding.Well("Every migration of this version was applied."),
        SchemaStanding.Ahead => Finding.Warning("The database was migrated by a newer version than this one.", "Update this machine's pulsepoint-mcp."),
        _ => throw new ArgumentOutOfRangeException(nameof(schema), schema, null),
    };
}
