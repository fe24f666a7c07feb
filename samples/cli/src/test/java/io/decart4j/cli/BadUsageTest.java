package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that cannot be used: status 2, one line on standard error that says why, nothing on standard output. */
class BadUsageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                      | Unmatched argument",
                "dance                                                   | Unmatched argument",
                "connect                                                 | Missing API key: pass --api-key",
                "connect --api-key                                       | Missing required parameter",
                "connect --api-key %20                                   | Blank API key",
                "connect --api-key dct_x --model gpt                     | Model gpt not found; known: lucy-2.1",
                "connect --api-key dct_x --model lucy-vton               | Model lucy-vton is retired: the service has not",
                "connect --api-key dct_x --model gpt --fps 30            | --model NAME --size WxH --fps N",
                "connect --api-key dct_x --url nonsense                  | --url takes a URL",
                "connect --api-key dct_x --url ws://example.com          | --url takes ws: only for this machine",
                "connect --api-key dct_x --size 5x5                      | --size takes WxH",
                "connect --api-key dct_x --size 641x360                  | even sides",
                "connect --api-key dct_x --fps 0                         | --fps takes 1 to 120",
                "connect --api-key dct_x --codec h265                    | --codec takes h264, vp8, vp9 or av1, not h265",
                "connect --api-key dct_x --max-bitrate 0                 | --max-bitrate takes 30000 or more bits per second, not 0",
                "connect --api-key dct_x --max-framerate -5              | --max-framerate takes 1 or more frames per second, not -5",
                "connect --api-key dct_x --degradation sharp             | --degradation takes maintain-framerate",
                "connect --api-key dct_x --transport rooms               | --transport takes livekit or direct, got rooms",
                "connect --api-key dct_x --speed quick                   | --speed takes standard or fast, got quick",
                "connect --api-key dct_x --fps many                      | --fps takes 1 to 120, got many",
                "connect --api-key dct_x --duration soon                 | --duration takes a time such as 10s",
                "connect --api-key dct_x --duration 0s                   | --duration takes a time such as 10s",
                "connect --api-key dct_x --input nosuch.png              | --input takes pattern or readable PNG",
                "connect --api-key dct_x --fit --fill                    | decart4j: --fit, --fill are mutually exclusive",
                "connect --api-key dct_x --image nosuch.png              | --image takes a readable file",
                "connect --api-key dct_x --image data:image/png;base64,! | --image takes",
                "connect --api-key dct_x --prompt ''                     | --prompt takes a text",
                "connect --api-key dct_x --shout dct_secret              | Unknown option",
                "token --api-key dct_x --expires-in 2h                   | --expires-in takes 1 to 3600 whole seconds, got 7200s",
                "local-server --port 70000                               | --port takes 0 to 65535",
                "local-server --api-key %20                              | --api-key takes a text",
                "local-server --queue -1                                 | --queue takes 0 to 10000, got -1",
                "local-server --queue many                               | --queue takes 0 to 10000, got many",
                "local-server --queue 3 --queue-interval 0               | --queue-interval takes 1 to 3600000, got 0",
                "local-server --queue 1 --queue-interval 1s              | --queue-interval takes 1 to 3600000, got 1s",
                "local-server --queue-interval 10                        | --queue-interval goes with --queue N",
                "local-server --livekit-key k                            | --livekit-key goes with --livekit URL",
                "local-server --livekit start --livekit-secret-file f    | --livekit-secret-file goes with --livekit URL",
                "local-server --session-limit -1                         | --session-limit takes 0 to 1000000, got -1",
                "local-server --session-limit 99999999999                | --session-limit takes 0 to 1000000",
                "local-server --tick 0                                   | --tick takes 0.001 to 3600 seconds, got 0",
                "local-server --tick often                               | --tick takes 0.001 to 3600 seconds, got often",
                "local-server --tick                                     | Missing required parameter",
                "local-server --livekit ftp://x                          | --livekit takes start, ws",
                "local-server --livekit ws://127.0.0.1:1                 | --livekit-key takes",
                "local-server --livekit ws://x --livekit-secret-file no  | --livekit-secret-file takes"
            })
    void isRefused(String line, String reason) {
        Program program = new Program();
        String[] args = line.strip().replace("''", "%00").split("\\s+");
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].replace("%20", " ").replace("%00", "");
        }

        assertThat(program.run(args)).isEqualTo(2);
        assertThat(program.err.text()).contains(reason).doesNotContain("dct_x", "dct_secret", "\tat ");
        assertThat(program.err.lines()).hasSize(1);
        assertThat(program.out.text()).isEmpty();
    }

    @Test
    void inJsonTheReasonIsAnObjectToo() {
        Program program = new Program();

        assertThat(program.run("connect", "--json", "--api-key", "dct_x", "--model", "gpt"))
                .isEqualTo(2);
        assertThat(program.objects())
                .singleElement()
                .satisfies(error -> assertThat(error.path("code").asString()).isEqualTo("MODEL_NOT_FOUND"));
    }

    @Test
    void withoutACommandItSaysWhatIsMissing() {
        Program program = new Program();

        assertThat(program.run()).isEqualTo(2);
        assertThat(program.err.text()).contains("a command is missing");
    }
}
