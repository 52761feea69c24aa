using Platform.Tests.Unit.Embedded.Durable;
using Platform.Tests.Unit.Embedded.Durable.Releases;
using Platform.Tests.Unit.Storage.Documents;

// Tests that kill a process start this assembly as that process; the test runner itself never comes here.
return args switch
{
    ["document-crash-writer", var path] => await CrashWriter.RunAsync(path),
    ["durable-victim", var path] => await DurableVictim.RunAsync(path),
    ["stored-release", var path] => await StoredRelease.LeaveAsync(path),
    ["stored-app-release", var path] => await StoredAppRelease.LeaveAsync(path),
    _ => 64,
};
