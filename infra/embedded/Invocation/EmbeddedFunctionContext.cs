using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Platform.Embedded.Discovery;

namespace Platform.Embedded.Invocation;

/// <summary>One invocation on the embedded host.</summary>
internal sealed class EmbeddedFunctionContext : FunctionContext, IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    private readonly List<IAsyncDisposable> disposables = [];

    public EmbeddedFunctionContext(FunctionEntry function, TriggerInput input, IServiceProvider services, CancellationToken cancellation)
    {
        Function = function;
        Payload = input.Payload;
        Http = input.Http;
        InstanceServices = services;
        CancellationToken = cancellation;
        BindingContext = new Data(input.BindingData ?? NoData);
        RetryContext = new Attempt(input.RetryCount, input.MaxRetryCount);
        if (input.Http is not null)
            Items[ContextItems.HttpContext] = input.Http;
    }

    public FunctionEntry Function { get; }

    public object? Payload { get; }

    public HttpContext? Http { get; }

    public Outcome Result { get; } = new();

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext { get; } = new Trace(Activity.Current);

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    /// <summary>Disposes the object when the invocation has ended.</summary>
    public T DisposeLater<T>(T disposable)
        where T : IAsyncDisposable
    {
        disposables.Add(disposable);
        return disposable;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var disposable in disposables)
            await disposable.DisposeAsync();
    }

    /// <summary>What the function returned.</summary>
    public sealed class Outcome : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class Data(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }

    private sealed class Attempt(int count, int most) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => most;
    }

    private sealed class Trace(Activity? activity) : TraceContext
    {
        public override string TraceParent => activity?.Id ?? string.Empty;

        public override string TraceState => activity?.TraceStateString ?? string.Empty;
    }
}
