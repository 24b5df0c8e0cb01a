package io.howdah.gateway.internal.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

class FencesTest {
    private final Fences fences = new Fences();
    private final ArrayDeque<Runnable> questions = new ArrayDeque<>();
    private final List<String> passed = new ArrayList<>();

    private void wait(String name) {
        fences.add(() -> passed.add(name));
        fences.ask(questions::addLast);
    }

    private void answer() {
        questions.removeFirst().run();
        fences.ask(questions::addLast);
    }

    @Test
    void letsThoseWhoComeWhileAQuestionIsUnderWayShareTheNext() {
        wait("a");
        wait("b");
        wait("c");
        assertEquals(1, questions.size());
        answer();
        assertEquals(List.of("a"), passed);
        answer();
        assertEquals(List.of("a", "b", "c"), passed);
        assertEquals(0, questions.size());
    }

    @Test
    void letsNobodyPassTwiceWhenTheWaitIsGivenUpBeforeTheAnswer() {
        wait("a");
        fences.passAll();
        assertEquals(List.of("a"), passed);
        wait("b");
        answer();
        assertEquals(List.of("a"), passed, "the answer is to the first question");
        answer();
        assertEquals(List.of("a", "b"), passed);
    }
}
