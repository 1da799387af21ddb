import { testCases } from "./test_cases.ts";

testCases("even");
