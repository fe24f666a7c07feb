package io.decart4j.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is shown when no command is named. */
@Command(
        name = "decart4j",
        description = "Decart realtime video from the command line.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The key is taken from --api-key or from the environment variable DECART_API_KEY.",
            "DECART4J_LOG=INFO or DEBUG says more on standard error."
        })
final class RootCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"decart4j " + (version == null ? "dev" : version)};
        }
    }
}
