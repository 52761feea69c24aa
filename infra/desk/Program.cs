using System.CommandLine;
using Platform.Desk;

var root = new RootCommand("The desk tools of the urban spatial information platform; none of them needs the platform to run.")
{
    BoundariesCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
