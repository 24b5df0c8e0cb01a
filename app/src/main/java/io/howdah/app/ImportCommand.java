package io.howdah.app;

import io.howdah.app.importer.PgBouncerImport;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns PgBouncer's configuration into Howdah's. */
final class ImportCommand implements Command {
    private static final String FILE = "FILE";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private final Surroundings around;

    ImportCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "Turns a pgbouncer.ini into a howdah.yaml.";
    }

    @Override
    public List<String> synopsis() {
        return List.of("import FILE [--out FILE]");
    }

    @Override
    public Optional<Option> operand() {
        return Optional.of(Option.value(FILE, FILE, "PgBouncer's ini file."));
    }

    @Override
    public List<Option> options() {
        return List.of(Option.value("--out", FILE, "A new file to write to (standard output)."));
    }

    @Override
    public List<String> notes() {
        return List.of("What has no counterpart is said on standard error, and in comments.");
    }

    @Override
    public void run(Arguments arguments) throws Refusal {
        String file =
                arguments
                        .value(FILE)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                ExitCode.USAGE,
                                                "which file? Give import pgbouncer.ini"));
        PgBouncerImport.Imported imported = read(file);
        Optional<String> out = arguments.value("--out");
        if (out.isPresent()) {
            write(out.get(), imported.yaml());
        } else {
            around.out().print(imported.yaml());
        }
        imported.notes().forEach(note -> around.err().println("howdah: " + note));
    }

    private PgBouncerImport.Imported read(String file) throws Refusal {
        try {
            return PgBouncerImport.of(around.directory().resolve(file));
        } catch (NoSuchFileException e) {
            throw new Refusal(ExitCode.USAGE, "there is no file " + e.getFile());
        } catch (IOException e) {
            throw new Refusal(ExitCode.USAGE, file + " cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Refusal(ExitCode.INVALID_CONFIGURATION, file + ": " + e.getMessage());
        }
    }

    private void write(String name, String yaml) throws Refusal {
        Path target = around.directory().resolve(name);
        try {
            // It may hold passwords.
            Files.createFile(target, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(target, yaml);
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(ExitCode.USAGE, name + " is there already");
        } catch (IOException e) {
            throw new Refusal(ExitCode.USAGE, name + " cannot be written: " + e.getMessage());
        }
    }
}
