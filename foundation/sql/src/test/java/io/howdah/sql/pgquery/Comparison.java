package io.howdah.sql.pgquery;

import io.howdah.sql.Access;
import io.howdah.sql.ChannelAction;
import io.howdah.sql.CursorAction;
import io.howdah.sql.Digest;
import io.howdah.sql.ObjectAction;
import io.howdah.sql.ObjectName;
import io.howdah.sql.PreparedAction;
import io.howdah.sql.SessionAction;
import io.howdah.sql.SettingAction;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.SqlText;
import io.howdah.sql.TransactionAction;
import io.howdah.sql.WrappingAction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what this project says of texts with what PostgreSQL's parser says, and counts. */
public final class Comparison {
    private final Map<Digest, String> fingerprints = new HashMap<>();
    private final Map<Digest, String> examples = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private int texts;
    private int plainReads;
    private int recognisedReads;
    private int understood;

    /** Compares one text. */
    public void add(String text, Facts facts) {
        texts++;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<SqlStatement> statements = SqlText.parse(bytes, 0, bytes.length, true).statements();
        check(statements.size() == facts.statements(), "number of statements", text, statements);
        digest(text, bytes, facts);
        if (statements.size() == 1 && facts.statements() == 1) {
            one(text, statements.getFirst(), facts);
        }
    }

    public List<String> differences() {
        return differences;
    }

    public int texts() {
        return texts;
    }

    public int plainReads() {
        return plainReads;
    }

    public int recognisedReads() {
        return recognisedReads;
    }

    public int understood() {
        return understood;
    }

    public int digests() {
        return fingerprints.size();
    }

    private void one(String text, SqlStatement statement, Facts facts) {
        understood += statement.isUnderstood() ? 1 : 0;
        boolean reads = statement.access() == Access.READS;
        check(!reads || !facts.changes(), "a change is called a read", text, statement);
        check(!reads || facts.reads(), "something else is called a read", text, facts.kind());
        plainReads += facts.reads() ? 1 : 0;
        recognisedReads += facts.reads() && reads ? 1 : 0;
        if (!statement.isUnderstood()) {
            return;
        }
        within(facts.functions(), names(statement.functions()), "functions", text);
        within(facts.operators(), names(statement.operators()), "operators", text);
        within(facts.types(), names(statement.types()), "types", text);
        within(facts.relations(), names(statement.relations()), "relations", text);
        if (isInSchema(statement.action())) {
            return;
        }
        String session = session(statement.action());
        check(session.equals(facts.session()), "session: " + facts.session(), text, session);
    }

    private void digest(String text, byte[] bytes, Facts facts) {
        Digest.of(bytes, 0, bytes.length, true)
                .ifPresent(
                        digest -> {
                            String known = fingerprints.putIfAbsent(digest, facts.fingerprint());
                            String example = examples.putIfAbsent(digest, text);
                            check(
                                    known == null || known.equals(facts.fingerprint()),
                                    "one digest, two fingerprints",
                                    text,
                                    example + " " + digest);
                        });
    }

    private void within(Set<String> expected, Set<String> found, String what, String text) {
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(found);
        check(missing.isEmpty(), what + " missing " + missing, text, found);
    }

    /** That a name in the schema pg_temp makes an object temporary, the tree does not tell. */
    private static boolean isInSchema(SessionAction action) {
        return action instanceof ObjectAction.CreateTemporary create
                && create.name().schema().isPresent();
    }

    private static Set<String> names(Collection<ObjectName> names) {
        return names.stream().map(ObjectName::toString).collect(Collectors.toSet());
    }

    private void check(boolean condition, String what, String text, Object found) {
        if (!condition) {
            differences.add(what + "\n  in: " + text + "\n  found: " + found);
        }
    }

    private static String session(SessionAction action) {
        return switch (action) {
            case SessionAction.None _, SessionAction.Unclear _ -> "";
            case SettingAction setting -> setting(setting);
            case TransactionAction transaction -> transaction(transaction);
            case PreparedAction.Prepare prepare -> "prepare " + prepare.name().text();
            case PreparedAction.Execute execute -> "execute " + execute.name().text();
            case PreparedAction.Deallocate one -> "deallocate " + one.name().text();
            case PreparedAction.DeallocateAll _ -> "deallocate all";
            case CursorAction.Declare declare ->
                    "declare " + declare.cursor() + (declare.hold() ? " hold" : "");
            case CursorAction.Fetch fetch -> "fetch " + fetch.cursor();
            case CursorAction.Close close -> "close " + close.cursor();
            case CursorAction.CloseAll _ -> "close all";
            case ChannelAction.Listen listen -> "listen " + listen.channel();
            case ChannelAction.Unlisten unlisten -> "unlisten " + unlisten.channel();
            case ChannelAction.UnlistenAll _ -> "unlisten all";
            case ChannelAction.Notify notify -> "notify " + notify.channel();
            case ObjectAction.CreateTemporary _ -> "temporary";
            case ObjectAction _, WrappingAction _ -> "";
        };
    }

    private static String setting(SettingAction action) {
        return switch (action) {
            case SettingAction.SetValue set -> "set " + set.name() + local(set.local());
            case SettingAction.SetDefault set -> "default " + set.name() + local(set.local());
            case SettingAction.SetCharacteristics _ -> "set session characteristics";
            case SettingAction.Reset reset -> "reset " + reset.name();
            case SettingAction.ResetAll _ -> "reset all";
            case SettingAction.Show show -> "show " + show.name();
            case SettingAction.Discard _ -> "discard";
            case SettingAction.ChangeStart _ -> "";
        };
    }

    private static String local(boolean local) {
        return local ? " local" : "";
    }

    private static String transaction(TransactionAction action) {
        return switch (action) {
            case TransactionAction.Begin _ -> "begin";
            case TransactionAction.SetModes _ -> "set transaction";
            case TransactionAction.SetConstraints _ -> "";
            case TransactionAction.Commit commit -> "commit" + (commit.chain() ? " chain" : "");
            case TransactionAction.Rollback rollback ->
                    "rollback" + (rollback.chain() ? " chain" : "");
            case TransactionAction.Savepoint savepoint -> "savepoint " + savepoint.name();
            case TransactionAction.Release release -> "release " + release.name();
            case TransactionAction.RollbackTo rollback -> "rollback to " + rollback.name();
            case TransactionAction.PrepareTransaction _ -> "prepare transaction";
            case TransactionAction.FinishPrepared _ -> "finish prepared";
        };
    }
}
