rootProject.name = "gradle-example"
