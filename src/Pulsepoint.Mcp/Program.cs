using System.CommandLine;
using Pulsepoint.Mcp.Cli;

var parsed = CommandLineRoot.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"error: {parsed.Errors[0].Message}{Environment.NewLine}Run pulsepoint-mcp --help for every verb and option.");
    return ExitCode.WrongUsage;
}

// End of input and SIGTERM end the server; how long it may take is decided there, not by a timer of the command line.
return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(2) });
