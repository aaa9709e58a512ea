using System.CommandLine;
using Pulsepoint.Mcp.Cli;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Hosting;
using Pulsepoint.Mcp.Server;

using var termination = new Termination();

// Clients start it bare, with every window, and wait for the first answer: nothing is parsed where there is nothing.
if (args is [] or ["serve"])
{
    ServerServiceCollectionExtensions.WarmUpPulsepointServer();
    return await ServeVerb.RunAsync(termination.Token);
}

// Before anything can repeat it.
if (args.Any(KeyShape.IsIn))
{
    await Console.Error.WriteLineAsync($"error: An argument holds an API key, which is not shown here; others on this machine may have seen it on the command line.{Environment.NewLine}Put it into a file (chmod 600) and name the file, or set PULSEPOINT_API_KEY_FILE to it. A key that others may have seen belongs revoked.");
    return ExitCode.WrongUsage;
}

// @FILE is an argument of ours, not a file of more arguments.
var parsed = CommandLineRoot.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"error: {CommandLineRoot.ErrorOf(parsed)}{Environment.NewLine}Run {CommandLineRoot.HelpOf(parsed)} for what can be written here.");
    return ExitCode.WrongUsage;
}

return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, termination.Token);
