using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Functions.Composition;
#if FUNCTIONS_HOST_AZURE
using Platform.Functions.Composition.Cloud;

using var host = PlatformHost.Build(args, builder => builder.AddCloud());
#else
using Platform.Functions.Composition.Local;

if (args is ["sample", ..])
    Platform.Functions.Sample.SampleCommand.UseFreePorts();
using var host = PlatformHost.Build(args, builder => builder.AddOneMachine());
if (args is ["accounts", ..])
    return await Platform.Functions.Commands.AccountsCommand.RunAsync(host.Services.GetRequiredService<Platform.Domain.Access.IAccountStore>(), args[1..]);
if (args is ["decisions", ..])
    return await Platform.Functions.Commands.DecisionsCommand.RunAsync(
        host.Services, host.Services.GetRequiredService<Platform.Embedded.Hosting.EmbeddedHostInfo>().DataDirectory, args[1..]);
if (args is ["backup", ..])
    return await Platform.Functions.Commands.BackupCommand.RunAsync(host, args[1..], CancellationToken.None);
if (args is ["restore", ..])
    return await Platform.Functions.Commands.RestoreCommand.RunAsync(host, args[1..], CancellationToken.None);
if (args is ["poison", ..])
    return await Platform.Functions.Commands.PoisonCommand.RunAsync(host, args[1..], CancellationToken.None);
if (args is ["sample", ..])
    return await Platform.Functions.Sample.SampleCommand.RunAsync(host, args[1..]);
#endif
await host.RunAsync();
return 0;
