using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Functions.Composition;
using Platform.Functions.Http;

#if !FUNCTIONS_HOST_AZURE
if (args is ["sample", ..])
    Platform.Functions.Sample.SampleCommand.UseFreePorts();
#endif
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<AccessMiddleware>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPlatform(builder.Configuration);
#if !FUNCTIONS_HOST_AZURE
builder.Services.AddLocalStorage(services => services.GetRequiredService<Platform.Embedded.Hosting.EmbeddedHostInfo>().DataDirectory);
builder.Services.AddSingleton<Platform.Embedded.Hosting.IStartupNotice, SignInNotice>();
#endif
using var host = builder.Build();
#if !FUNCTIONS_HOST_AZURE
if (args is ["accounts", ..])
    return await Platform.Functions.Commands.AccountsCommand.RunAsync(host.Services.GetRequiredService<Platform.Domain.Access.IAccountStore>(), args[1..]);
if (args is ["sample", ..])
    return await Platform.Functions.Sample.SampleCommand.RunAsync(host, args[1..]);
#endif
await host.RunAsync();
return 0;
