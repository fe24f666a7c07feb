package io.decart4j.webrtc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a host lacks to load the native code. Looks at files only and loads nothing, so it may be asked first. Reads
 * the file system: not for an event loop.
 */
public final class NativeLibraries {

    // The NEEDED entries of libwebrtc-java 0.14.0 beyond libc (readelf -d), with Debian's package names.
    private static final Map<String, String> DEBIAN_PACKAGES = Map.of(
            "libpulse.so.0", "libpulse0",
            "libudev.so.1", "libudev1",
            "libX11.so.6", "libx11-6",
            "libXfixes.so.3", "libxfixes3",
            "libXrandr.so.2", "libxrandr2",
            "libXcomposite.so.1", "libxcomposite1",
            "libdbus-1.so.3", "libdbus-1-3");

    private NativeLibraries() {}

    /** The libraries that are on none of the loader's paths, by name; always empty on other systems than Linux. */
    public static List<MissingLibrary> missing() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return os.startsWith("linux") ? missing(LibraryPath.ofHost()) : List.of();
    }

    /** The one line that installs what is missing on Debian and Ubuntu; empty when nothing is. */
    public static Optional<String> installCommand() {
        return Optional.ofNullable(installCommand(missing()));
    }

    static List<MissingLibrary> missing(LibraryPath path) {
        List<MissingLibrary> missing = new ArrayList<>();
        DEBIAN_PACKAGES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(library -> !path.contains(library.getKey()))
                .forEach(library -> missing.add(new MissingLibrary(library.getKey(), library.getValue())));
        return missing;
    }

    static @Nullable String installCommand(List<MissingLibrary> missing) {
        if (missing.isEmpty()) {
            return null;
        }
        return missing.stream()
                .map(MissingLibrary::debianPackage)
                .collect(Collectors.joining(" ", "apt-get install -y ", ""));
    }
}
