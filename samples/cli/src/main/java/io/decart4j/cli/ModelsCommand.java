package io.decart4j.cli;

import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Lists the models. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models that this release knows; no server is asked.",
        footer = {
            "",
            "A newer one is asked for with connect --model NAME --size WxH --fps N.",
        })
final class ModelsCommand implements Callable<Integer> {

    private static final String ROW = "%-20s %-10s %4s  %-5s %s%n";

    private final Console console;

    @Option(names = "--json", description = "One JSON object a line on standard output.")
    private boolean json;

    ModelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (json) {
            RealtimeModels.all()
                    .forEach(model -> console.out().println(JsonMapper.shared().writeValueAsString(object(model))));
            return 0;
        }
        console.out().printf(ROW, "NAME", "SIZE", "FPS", "FAST", "");
        for (RealtimeModel model : RealtimeModels.all()) {
            console.out().print(row(model).stripTrailing() + System.lineSeparator());
        }
        return 0;
    }

    private static String row(RealtimeModel model) {
        return String.format(
                ROW,
                model.name(),
                model.width() + "x" + model.height(),
                model.fps(),
                model.fastMode() ? "yes" : "no",
                RealtimeModels.latest(model.name())
                        .map(target -> target + " when this release was made; the server decides")
                        .orElse(""));
    }

    private static Map<String, Object> object(RealtimeModel model) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", model.name());
        object.put("width", model.width());
        object.put("height", model.height());
        object.put("fps", model.fps());
        object.put("fastMode", model.fastMode());
        RealtimeModels.latest(model.name()).ifPresent(target -> object.put("latest", target));
        return object;
    }
}
