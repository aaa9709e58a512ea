using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>People of an organisation.</summary>
internal static class UserVerb
{
    public static Command Create() => new("user", "List people, and forget one.") { UserListVerb.Create(), UserEraseVerb.Create() };
}
