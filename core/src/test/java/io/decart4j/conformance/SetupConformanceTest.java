package io.decart4j.conformance;

import static io.decart4j.error.ErrorCode.INVALID_OPTIONS;
import static io.decart4j.input.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.address.ApiKey;
import io.decart4j.address.BaseUrls;
import io.decart4j.address.StreamAddress;
import io.decart4j.address.UserAgent;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.Resolution;
import io.decart4j.model.ModelNotice;
import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** "Setup and URL" of docs/protocol.md, as far as it needs no connection: C01, C02, C04 and C06 to C09. */
class SetupConformanceTest {

    private static final String AGENT = UserAgent.of("0.1.0", null, "17.0.15");

    @ParameterizedTest
    @CsvSource({"dct_1, dct_2, dct_1", "' dct_1\n', , dct_1", ", ' ek_2 ', ek_2", "'a+/=& b', , 'a+/=& b'"})
    void C01_theKeyIsTheOptionElseTheEnvironmentTrimmed(
            @Nullable String option, @Nullable String environment, String key) {
        assertThat(ApiKey.of(option, environment).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        ",                ",
        "'',              ",
        "' ',             dct_zebra",
        ",                ' \t'",
        "'dct_zebra\r\nx-evil: 1', ",
        "dct_zebra\u00e9, "
    })
    void C01_missingBlankAndUnprintableKeysAreRefused(@Nullable String option, @Nullable String environment) {
        var e = catchThrowableOfType(InvalidOptionException.class, () -> ApiKey.of(option, environment));

        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_API_KEY);
        assertThat(e.option()).isEqualTo("apiKey");
        assertThat(e.getMessage()).contains("key").doesNotContain("zebra");
    }

    @Test
    void C02_bothBasesHaveDefaults() {
        assertThat(BaseUrls.realtime(null, false)).hasToString("wss://api.decart.ai");
        assertThat(BaseUrls.http(null, false)).hasToString("https://api.decart.ai");
    }

    @Test
    void C04_keyModelAndAgentAreInTheUrl() {
        StreamAddress address =
                new StreamAddress(BaseUrls.DEFAULT_REALTIME, RealtimeModels.LUCY_2_1, "dct_1", null, Map.of(), AGENT);

        assertThat(address.toUrl())
                .hasToString("wss://api.decart.ai/v1/stream?api_key=dct_1&model=lucy-2.1"
                        + "&user_agent=decart-java-sdk%2F0.1.0%20lang%2Fjava%20runtime%2Fjvm%2F17.0.15");
    }

    @ParameterizedTest
    @EnumSource
    void C04_theResolutionIsInTheUrlWhenItIsSet(Resolution resolution) {
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put("z", "1 2");
        extra.put("a&b", "c=d");
        StreamAddress address = new StreamAddress(
                URI.create("ws://localhost:8080/base"), RealtimeModels.LUCY_LATEST, "k", resolution, extra, "me");

        assertThat(address.toUrl())
                .hasToString("ws://localhost:8080/base/v1/stream?api_key=k&model=lucy-latest&resolution="
                        + resolution.wireName() + "&z=1%202&a%26b=c%3Dd&user_agent=me");
    }

    @Test
    void C06_onlyTwoResolutionsExist() {
        assertThat(Resolution.of("720p")).isEqualTo(Resolution.P720);
        assertThat(Resolution.of("1080p")).isEqualTo(Resolution.P1080);
        assertThat(Resolution.P1080.wireName()).isEqualTo("1080p");
        for (String other : new String[] {"", "720", "720P", "4k", "P720"}) {
            assertThat(refused(INVALID_OPTIONS, "resolution", () -> Resolution.of(other)))
                    .contains("720p or 1080p");
        }
    }

    @Test
    void C07_anUnknownNameIsNotFoundAndTheKnownOnesAreNamed() {
        var e = catchThrowableOfType(InvalidOptionException.class, () -> RealtimeModels.of("Lucy-2.1"));

        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
        assertThat(e).hasMessageStartingWith("Model Lucy-2.1 not found").hasMessageContaining("lucy-2.1, lucy-2.5");
    }

    static Stream<Arguments> outOfBounds() {
        return Stream.of(
                Arguments.of("model.name", " ", "/v1/stream", 30, 1, 1),
                Arguments.of("model.urlPath", "m", "v1/stream", 30, 1, 1),
                Arguments.of("model.urlPath", "m", "/v1/stream?a=b", 30, 1, 1),
                Arguments.of("model.urlPath", "m", "/v1/stream#a", 30, 1, 1),
                Arguments.of("model.urlPath", "m", "/v1 stream", 30, 1, 1),
                Arguments.of("model.fps", "m", "/v1/stream", 0, 1, 1),
                Arguments.of("model.width", "m", "/v1/stream", 30, 0, 1),
                Arguments.of("model.height", "m", "/v1/stream", 30, 1, -1));
    }

    @ParameterizedTest
    @MethodSource("outOfBounds")
    void C07_aModelOfOnesOwnIsChecked(String option, String name, String path, int fps, int width, int height) {
        assertThatThrownBy(() -> new RealtimeModel(name, path, fps, width, height))
                .isInstanceOfSatisfying(InvalidOptionException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTIONS);
                    assertThat(e.option()).isEqualTo(option);
                });
    }

    @Test
    void C07_aModelOfOnesOwnNeedsNoCatalogue() {
        assertThat(new RealtimeModel("my model", "/v2/other%20stream", 1, 1, 1).name())
                .isEqualTo("my model");
    }

    @Test
    void C08_aRetiredNameIsToldOfOnce() {
        ModelNotice notice = new ModelNotice();
        RealtimeModel mirage = RealtimeModels.of("mirage_v2");

        assertThat(notice.first(mirage).orElseThrow())
                .startsWith("[Decart SDK] Model \"mirage_v2\" is deprecated. Use \"lucy-restyle-2\" instead. "
                        + "See https://docs.platform.decart.ai/models for details. (")
                .contains("JavaScript", "0.1.14");
        assertThat(notice.first(mirage)).isEmpty();
        assertThat(notice.first(RealtimeModels.of("lucy-vton-2")).orElseThrow())
                .contains("Use \"lucy-vton-3.6\"", "since 0.2.0");
        assertThat(new ModelNotice().first(mirage)).isPresent();
    }

    @Test
    void C08_currentNamesAreNotToldOf() {
        ModelNotice notice = new ModelNotice();

        assertThat(RealtimeModels.all())
                .allSatisfy(model -> assertThat(notice.first(model)).isEmpty());
    }

    @Test
    void C08_theMemoryIsOfTheProcess() {
        RealtimeModel retired = RealtimeModels.of("lucy-2.1-vton-2");

        assertThat(ModelNotice.firstFor(retired)).isPresent();
        assertThat(ModelNotice.firstFor(retired)).isEmpty();
    }

    @Test
    void C09_theUserAgentFollowsThePatternAndHasTheIntegration() {
        assertThat(UserAgent.of("0.1.0", null, "17.0.15"))
                .isEqualTo("decart-java-sdk/0.1.0 lang/java runtime/jvm/17.0.15");
        assertThat(UserAgent.of("0.1.0", " spring/4.1 ", "21"))
                .isEqualTo("decart-java-sdk/0.1.0 lang/java spring/4.1 runtime/jvm/21");
        assertThat(UserAgent.of("0.1.0", " ", "21")).isEqualTo("decart-java-sdk/0.1.0 lang/java runtime/jvm/21");
    }
}
