package io.decart4j.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scripts of the test with Decart's client for Python, and a virtual environment with that, in folders under {@code target}. */
final class PythonFiles {

    private static final int VENV_SECONDS = 120;

    /** Unpacking two hundred megabytes takes a busy machine minutes. */
    private static final int PIP_SECONDS = 480;

    private PythonFiles() {}

    /**
     * A folder that is ready to run, with an interpreter in {@code venv/bin/python}; the packages are installed when the list of
     * them is a new one.
     */
    static Path prepare(Path python) throws IOException, InterruptedException {
        Path module = Path.of(System.getProperty("basedir", ""));
        Path folder = module.resolve("target/python").toAbsolutePath();
        BrowserFiles.copy(module.resolve("src/test/python"), folder);
        Path wanted = folder.resolve("requirements.txt");
        Path installed = folder.resolve("venv/installed.txt");
        if (!Files.exists(installed) || Files.mismatch(installed, wanted) >= 0) {
            Preparation.run(folder, "venv", VENV_SECONDS, python.toString(), "-m", "venv", "--clear", "venv");
            Preparation.run(
                    folder,
                    "pip install",
                    PIP_SECONDS,
                    folder.resolve("venv/bin/python").toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--no-input",
                    // What it says is all that there is to be installed; nothing is built, nothing is run.
                    "--no-deps",
                    "--only-binary",
                    ":all:",
                    "--requirement",
                    wanted.toString());
            Files.copy(wanted, installed);
        }
        return folder;
    }
}
