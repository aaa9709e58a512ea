using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>A tool as declared and listed. Schemas are written out: exporting them by reflection costs the start 7 ms.</summary>
internal abstract class PulsepointTool
{
    private readonly Lazy<Tool> _listed;

    protected PulsepointTool(ToolDeclaration declaration)
    {
        Declaration = declaration;
        _listed = new Lazy<Tool>(() => List(declaration));
    }

    public ToolDeclaration Declaration { get; }

    public Tool Listed => _listed.Value;

    public JsonElement InputSchema => Listed.InputSchema;

    /// <summary>Whether a value outside the listed ones is left to the tool, which refuses it in better words, or with a code of its own.</summary>
    public virtual bool JudgesValuesOf(string argument) => false;

    /// <summary>Fills in what a schema leaves open, like the ids of the catalogue; only when the tools are first listed or called.</summary>
    protected virtual string Complete(string schema) => schema;

    private Tool List(ToolDeclaration declaration) => new()
    {
        Name = declaration.Name,
        Title = declaration.Title,
        Description = declaration.Description,
        InputSchema = JsonElement.Parse(Complete(declaration.InputSchema)),
        OutputSchema = JsonElement.Parse(declaration.OutputSchema),
        Annotations = new ToolAnnotations
        {
            Title = declaration.Title,
            ReadOnlyHint = declaration.Hints.ReadOnly,
            DestructiveHint = declaration.Hints.Destructive,
            IdempotentHint = declaration.Hints.Idempotent,
            OpenWorldHint = declaration.Hints.OpenWorld,
        },
    };
}
