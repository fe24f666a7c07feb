plugins {
    application
}

repositories {
    mavenLocal() // until a release is published: mvn -DskipTests -Dmaven.javadoc.skip=true install
    mavenCentral()
}

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(17)
    }
}

dependencies {
    implementation(platform("io.decart4j:decart4j-bom:0.1.0-SNAPSHOT"))
    implementation("io.decart4j:decart4j-reactor")
    implementation("io.decart4j:decart4j-testkit") // the local server and the test pattern; later testImplementation

    // Maven finds the native libraries by profiles of the POMs, which Gradle does not read: they are named here.
    // windows-x86_64, linux-x86_64, linux-aarch64, macos-x86_64 or macos-aarch64
    runtimeOnly("dev.onvoid.webrtc:webrtc-java:0.14.0:linux-x86_64")
    // With decart4j-ffmpeg; linux-x86_64, linux-arm64, macosx-x86_64, macosx-arm64 or windows-x86_64
    // runtimeOnly("org.bytedeco:javacpp:1.5.14:linux-x86_64")
    // runtimeOnly("org.bytedeco:ffmpeg:8.1.2-1.5.14:linux-x86_64")
}

application {
    mainClass = "FirstSession"
}
