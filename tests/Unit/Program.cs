using Platform.Tests.Unit.Storage.Documents;

// Tests that kill a process start this assembly as that process; the test runner itself never comes here.
return args is ["document-crash-writer", var path] ? await CrashWriter.RunAsync(path) : 64;
