using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Access;

namespace Pulsepoint.Mcp.Server.Tools.Setup;

/// <summary>The one tool there is without a usable key: a user asks their model, not a log, why nothing works.</summary>
internal sealed class SetupStatusTool(KeySession session) : PulsepointTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "setup_status",
        Title = "Setup status",
        Description = "Says why Pulsepoint cannot answer yet and how to fix it. Call it when no other Pulsepoint tool is listed, and tell the user what it says.",
        Hints = ToolHints.Reads,
        Permission = Permissions.None,
        InputSchema = """{"type":"object","properties":{},"additionalProperties":false}""",
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array","items":{"type":"string"}},
              "ready":{"type":"boolean"},
              "code":{"type":["string","null"]},
              "next_step":{"type":["string","null"]},
              "restart_required":{"type":"boolean"}},
             "required":["summary","warnings","ready","code","next_step","restart_required"]}
            """,
    };

    public ToolAnswer Answer() => session.TryGet(out _, out var problem) ? Ready() : Broken(problem);

    private static ToolAnswer Ready() => Compose("Pulsepoint is set up: the API key is accepted. Call list_brands to begin.", null, null);

    private static ToolAnswer Broken(RefusalException problem) => Compose(
        $"Pulsepoint cannot answer yet. {problem.Message} {problem.NextStep} The client reads the key when it starts the server, so it must restart the server afterwards.",
        problem.Code.Name(),
        problem.NextStep);

    private static ToolAnswer Compose(string summary, string? code, string? nextStep) => new()
    {
        Summary = summary,
        Body = writer =>
        {
            writer.WriteBoolean("ready", code is null);
            writer.WriteString("code", code);
            writer.WriteString("next_step", nextStep);
            writer.WriteBoolean("restart_required", code is not null);
        },
    };
}
