package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

    @TempDir
    private Path root;

    @Test
    void everythingIsMissingFromAnEmptyFolder() {
        List<MissingLibrary> missing = NativeLibraries.missing(new LibraryPath(List.of(root)));

        assertThat(NativeLibraries.installCommand(missing))
                .isEqualTo("apt-get install -y libx11-6 libxcomposite1 libxfixes3 libxrandr2 libdbus-1-3"
                        + " libpulse0 libudev1");
    }

    @Test
    void whatIsThereIsNotMissing() throws IOException {
        for (String soname : List.of(
                "libX11.so.6",
                "libXcomposite.so.1",
                "libXfixes.so.3",
                "libXrandr.so.2",
                "libdbus-1.so.3",
                "libudev.so.1")) {
            Files.createFile(root.resolve(soname));
        }

        List<MissingLibrary> missing = NativeLibraries.missing(new LibraryPath(List.of(root.resolve("nowhere"), root)));

        assertThat(missing).containsExactly(new MissingLibrary("libpulse.so.0", "libpulse0"));
        assertThat(new NativeLibraryException(missing, NativeLibraries.installCommand(missing), "no", null))
                .hasMessage(
                        "the WebRTC library needs libpulse.so.0; on Debian or Ubuntu: apt-get install -y libpulse0");
    }

    @Test
    void theConfigurationOfTheLoaderIsFollowed() throws IOException {
        Path included = Files.createDirectory(root.resolve("ld.so.conf.d"));
        Files.writeString(included.resolve("a.conf"), "# comment\n/opt/a\n");
        Files.writeString(included.resolve("b.conf"), "/opt/b # why\n");
        Files.writeString(included.resolve("c.txt"), "/opt/c\n");
        Path configuration = Files.writeString(
                root.resolve("ld.so.conf"), "include ld.so.conf.d/*.conf\n\n/opt/own\ninclude ld.so.conf\n");

        LibraryPath path = LibraryPath.of("/env/one:/env/two:", configuration);

        assertThat(path.folders())
                .startsWith(Path.of("/env/one"), Path.of("/env/two"))
                .contains(Path.of("/opt/a"), Path.of("/opt/b"), Path.of("/opt/own"), Path.of("/usr/lib"))
                .doesNotContain(Path.of("/opt/c"));
        assertThat(LibraryPath.of("", root.resolve("none")).folders()).isNotEmpty();
    }

    @Test
    void thisMachineLacksNothing() {
        // It runs the other tests of this package.
        assertThat(NativeLibraries.missing()).isEmpty();
        assertThat(NativeLibraries.installCommand()).isEmpty();
    }
}
