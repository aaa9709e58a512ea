using System.Text.Json;
using ModelContextProtocol.Protocol;
using Pulsepoint.Mcp.Core.Refusals;

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

    /// <summary>The code for an argument outside its allowed values: <c>metrics[0]</c> may deserve a better one than value_invalid.</summary>
    public virtual RefusalCode CodeOf(string argument) => RefusalCode.ValueInvalid;

    private static Tool List(ToolDeclaration declaration) => new()
    {
        Name = declaration.Name,
        Title = declaration.Title,
        Description = declaration.Description,
        InputSchema = JsonElement.Parse(declaration.InputSchema),
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
