using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>People of an organisation.</summary>
internal static class UserVerb
{
    public static Command Create() => new("user", "Add people, list them, and forget one.") { UserAddVerb.Create(), UserListVerb.Create(), UserEraseVerb.Create() };
}
