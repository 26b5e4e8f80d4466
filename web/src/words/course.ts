// What a student reads of the course an exercise stands in. Loaded with it.

import type { CourseCode, Fault } from '../course/gradebook';
import type { Language } from '../engine/types';
import { fill } from './dictionary';

interface CourseWords { list: string; faults: Record<CourseCode, string> }

const en: CourseWords = {
  list: 'Exercises',
  faults: {
    'course-bad-option': 'This page embeds the exercise with {name} = “{given}”; expected is one of: {expected}. It is left out.',
    'course-bad-state': 'What the course kept of an earlier visit cannot be read (it begins “{given}”, expected “{expected}”). '
      + 'You begin anew here; tell your teacher if that is wrong.',
    'course-closed': 'Your course opens no session ({what}: {given}; expected: {expected}). Everything works; what you solve stays in '
      + 'this browser.',
    'course-no-api': 'No gradebook is near (expected: an object {expected} in a page around this one; found: none). Everything works; what '
      + 'you solve stays in this browser.',
    'course-refused': 'Your course does not take what you do ({what}: {given}; expected: {expected}). Everything works; it is tried again '
      + 'with the next answer.',
    'course-too-long': 'What you wrote is too long for your course ({given} characters, expected {expected}). Your score is kept.',
    'course-unknown-exercise': 'There is no exercise “{given}”; expected is one of: {expected}.',
  },
};

const de: CourseWords = {
  list: 'Übungen',
  faults: {
    'course-bad-option': 'Diese Seite bettet die Übung mit {name} = „{given}“ ein; erwartet wird eines von: {expected}. '
      + 'Die Angabe bleibt außer Acht.',
    'course-bad-state': 'Was der Kurs von einem früheren Besuch aufbewahrt hat, ist nicht lesbar (es beginnt mit „{given}“, erwartet '
      + '„{expected}“). Du fängst hier neu an; sag der Kursleitung Bescheid, wenn das nicht stimmt.',
    'course-closed': 'Dein Kurs eröffnet keine Sitzung ({what}: {given}; erwartet: {expected}). Alles funktioniert; was du löst, bleibt '
      + 'in diesem Browser.',
    'course-no-api': 'Kein Notenbuch ist in der Nähe (erwartet: ein Objekt {expected} in einer Seite um diese herum; gefunden: keines). '
      + 'Alles funktioniert; was du löst, bleibt in diesem Browser.',
    'course-refused': 'Dein Kurs nimmt nicht an, was du tust ({what}: {given}; erwartet: {expected}). Alles funktioniert; mit der nächsten '
      + 'Antwort wird es wieder versucht.',
    'course-too-long': 'Was du geschrieben hast, ist zu lang für deinen Kurs ({given} Zeichen, erwartet {expected}). Deine Punkte bleiben.',
    'course-unknown-exercise': 'Eine Übung „{given}“ gibt es nicht; erwartet wird eine von: {expected}.',
  },
};

const WORDS: Record<Language, CourseWords> = { en, de };

export const course_words = (language: Language): CourseWords => WORDS[language];

export const fault_text = ({ code, params }: Fault, language: Language): string => fill(WORDS[language].faults[code], params);
