// The reader: text and records find each other, and everything is done from the keyboard.
import { Desk } from "./desk";
import { listenToKeys } from "./keys";
import { listenToForms } from "./spans";

const desk = new Desk();
listenToKeys(desk);
listenToForms();
