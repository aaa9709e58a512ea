namespace Pulsepoint.Mcp.Core.Audit;

/// <summary>The names of all that the database puts on record: thing and verb.</summary>
public static class AuditActions
{
    public static IReadOnlyList<string> All { get; } =
    [
        "alert.acknowledge", "alert.fire", "alert.resolve", "alert.tell", "alert_rule.remove", "alert_rule.save", "brand.add", "brand.costs",
        "brand.ensure", "connection.ensure", "events.import", "key.issue", "key.revoke", "key.rotate", "key.use", "permission.denied",
        "retention.run", "rollup.replace", "secret.remove", "secret.reseal", "secret.set", "tenant.active", "tenant.add", "tenant.budget",
        "tenant.change", "tenant.delete", "tenant.deleting", "tenant.export", "tenant.google", "tenant.limits", "tenant.move", "tenant.provision",
        "tenant.retention", "tenant.suspended", "token.ask", "token.mint", "token.refuse", "user.add", "user.ensure", "user.erase", "webhook.remove", "webhook.reseal",
        "webhook.set",
    ];

    /// <summary>Whether it is an action, or the thing of one.</summary>
    public static bool IsKnown(string name) => All.Any(action => action == name || action.StartsWith(name + ".", StringComparison.Ordinal));
}
