using System.Globalization;
using System.Runtime.InteropServices;
using Platform.Tests.CosmosGateway;

// dotnet run --project tests/CosmosGateway [PORT]: the stand-in as a program, until it is interrupted; it ends with what was asked and what Cosmos DB would charge by rules of thumb.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
await using var server = await GatewayServer.StartAsync(new GatewayOptions { Port = args is [var port] ? int.Parse(port, CultureInfo.InvariantCulture) : 0 });
Console.WriteLine($"COSMOS_ENDPOINT={server.Endpoint} COSMOS_KEY={GatewayServer.Key} COSMOS_CREATE_CONTAINERS=true");
try
{
    await Task.Delay(Timeout.Infinite, stop.Token);
}
catch (OperationCanceledException)
{
    foreach (var line in server.Traffic.Lines)
        Console.WriteLine($"{line.Container,-20} {line.Kind,-12} {line.Status} {line.Requests,8} requests {line.Charge,12:N1} RU");
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
