namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>The names of views and groups as callers write them.</summary>
public static class UsageNames
{
    public static string Name(this UsageView view) => view switch
    {
        UsageView.Questions => "questions",
        UsageView.Tokens => "tokens",
        UsageView.Cost => "cost",
        UsageView.Latency => "latency",
        UsageView.Errors => "errors",
        UsageView.Accuracy => "accuracy",
        UsageView.Freshness => "freshness",
        _ => throw new ArgumentOutOfRangeException(nameof(view), view, "A view without a name."),
    };

    public static string Name(this UsageGroup group) => group switch
    {
        UsageGroup.Day => "day",
        UsageGroup.User => "user",
        UsageGroup.Tool => "tool",
        UsageGroup.Brand => "brand",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, "A group without a name."),
    };

    /// <summary>Null for a name that no view has.</summary>
    public static UsageView? ViewOf(string? name)
    {
        foreach (var view in Enum.GetValues<UsageView>())
        {
            if (string.Equals(view.Name(), name, StringComparison.Ordinal))
                return view;
        }

        return null;
    }

    /// <summary>Null for a name that no group has.</summary>
    public static UsageGroup? GroupOf(string? name)
    {
        foreach (var group in Enum.GetValues<UsageGroup>())
        {
            if (string.Equals(group.Name(), name, StringComparison.Ordinal))
                return group;
        }

        return null;
    }
}
